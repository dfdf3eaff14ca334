import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { cargoSurroundings, cargoToml, makeCrate, makeFolder, writeFiles } from './crate.fixture.js';
import { cutCrate } from './cut-crate.js';
import { runTests } from './run-tests.js';
import type { CargoSurroundings } from './test-run.js';

let surroundings: CargoSurroundings;

beforeAll(async () => {
  surroundings = await cargoSurroundings();
});

const cut = async (files: Readonly<Record<string, string>>) => {
  const target = join(await makeFolder(), 'copy');
  return cutCrate(await makeCrate(files), target, surroundings);
};

const absent = '[dev-dependencies]\nabsent-crate = "1"\n';

describe('cutCrate', () => {
  test('leaves a crate that needs nothing whole', async () => {
    const result = await cut({
      'src/lib.rs': '#![deny(warnings)]\n#[test] fn fine() { let unused = 1; }',
      'benches/slow.rs': 'fn main() { absent::run() }',
    });
    expect(result).toMatchObject({ cuts: [], tests: { kept: 1, of: 1 } });
  });

  test('cuts what names a missing crate, and then what needs that, and no more', async () => {
    const result = await cut({
      'Cargo.toml': cargoToml('sample', absent),
      'src/lib.rs': `
        /// \`\`\`
        /// use absent_crate::thing;
        /// \`\`\`
        /// \`\`\`
        /// assert_eq!(sample::one(), 1);
        /// \`\`\`
        pub fn one() -> u8 { 1 }
        #[cfg(test)] mod tests {
          use {absent_crate::random, super::one};
          // A comment of the helper.
          fn helper() -> u8 { random() }
          #[test] fn by_helper() { assert_eq!(helper(), one()) }
          #[test] fn alone() { assert_eq!(one(), 1) }
        }`,
      'tests/made.rs': `
        #[macro_use] extern crate absent_crate;
        macro_rules! case { ($name:ident, $n:expr) => { #[test] fn $name() { assert_eq!(sample::one(), $n) } } }
        case!(first, 1);
        case!(second, absent_crate::one());
        random! { fn of_one(x: u8) -> bool { true } fn of_two(x: u8) -> bool { true } }`,
    });
    // Within a file they come as the compiler names them, which is another order in another version.
    const shown = result.cuts.map(({ file, item, tests }) => `${file}: ${item} ${tests}`);
    expect(shown.map((each) => each.split(':')[0])).toEqual([
      'Cargo.toml',
      ...Array(4).fill('src/lib.rs'),
      ...Array(3).fill('tests/made.rs'),
    ]);
    expect([...shown].sort()).toEqual([
      'Cargo.toml: dev-dependencies.absent-crate 0',
      'src/lib.rs: absent_crate::random, 0',
      'src/lib.rs: doctest `use absent_crate::thing;` 1',
      'src/lib.rs: fn by_helper() 1',
      'src/lib.rs: fn helper() -> u8 0',
      'tests/made.rs: case!(second, absent_crate::one()); 1',
      'tests/made.rs: extern crate absent_crate; 0',
      'tests/made.rs: random! 2',
    ]);
    expect(result.tests).toEqual({ kept: 3, of: 8 });
    const { results, faults } = await runTests(result.folder, surroundings);
    expect(faults).toEqual([]);
    expect(results.map(({ name }) => name)).toEqual(['one #1', 'tests::alone', 'first']);
  });

  test('cuts optional dependencies with the features that switch them on, and no other', async () => {
    const features =
      '[features]\ndefault = ["std", "text"]\nstd = ["absent-crate?/std"]\ntext = ["dep:absent-crate"]\nboth = ["text", "std"]\n';
    const result = await cut({
      'Cargo.toml': cargoToml(
        'sample',
        `${features}[dependencies]\nabsent-crate = { version = "1", optional = true }\n`,
      ),
      'src/lib.rs':
        '#[cfg(feature = "std")] #[test] fn fine() {}\n#[cfg(feature = "text")] use absent_crate::X;',
    });
    expect(result.cuts.map(({ item }) => item)).toEqual(['dependencies.absent-crate', 'features.text']);
    const text = await readFile(join(result.folder, 'Cargo.toml'), 'utf8');
    expect(text).toContain('default = [ "std" ]');
    expect(text).toContain('both = [ "std" ]');
    expect(result.tests).toEqual({ kept: 1, of: 1 });
  });

  test('a dependency for another platform is cut', async () => {
    const other = '[target.\'cfg(target_os = "none")\'.dependencies]\nabsent-crate = "1"\n';
    const result = await cut({ 'Cargo.toml': cargoToml('sample', other), 'src/lib.rs': '' });
    expect(result.cuts).toHaveLength(1);
  });

  test('a dependency that the crate needs is an error that names it', async () => {
    const result = cut({
      'Cargo.toml': cargoToml('sample', '[dependencies]\nabsent-crate = "1.4"\n'),
      'src/lib.rs': '',
    });
    await expect(result).rejects.toMatchObject({
      code: 'DEPENDENCY_MISSING',
      message: expect.stringContaining('`absent-crate` 1.4'),
    });
  });

  test.each([
    ['does not compile', { 'src/lib.rs': 'pub fn f() -> u8 { absent() }' }],
    ['has no target', { 'README.md': '' }],
  ])('a crate that %s is an error', async (_, files: Record<string, string>) => {
    await expect(cut(files)).rejects.toMatchObject({ code: 'CRATE_NOT_COMPILED' });
  });

  test('a crate of a workspace stands alone afterwards', async () => {
    const folder = await makeFolder();
    await writeFiles(folder, {
      'Cargo.toml':
        '[workspace]\nmembers = ["one", "two"]\n[workspace.package]\nversion = "3.2.1"\nedition = "2021"\n[workspace.dependencies]\ntwo = { path = "two" }\n',
      'one/Cargo.toml':
        '[package]\nname = "one"\nversion.workspace = true\nedition.workspace = true\n[dependencies]\ntwo.workspace = true\n',
      'one/src/lib.rs': '#[test] fn fine() { assert_eq!(two::two(), 2) }',
      'two/Cargo.toml': '[package]\nname = "two"\nversion = "0.1.0"\n',
      'two/src/lib.rs': 'pub fn two() -> u8 { 2 }',
    });
    const result = await cutCrate(join(folder, 'one'), join(await makeFolder(), 'copy'), surroundings);
    expect(result).toMatchObject({ cuts: [], tests: { kept: 1, of: 1 } });
    expect(await readFile(join(result.folder, 'Cargo.toml'), 'utf8')).toContain('version = "3.2.1"');
  });
});
