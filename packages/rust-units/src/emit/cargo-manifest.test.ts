import { parse } from '@iarna/toml';
import { describe, expect, test } from '@jest/globals';
import { buildTexts, manifestText, type Texts, textIn } from '../crate-texts.fixture.js';

const code = 'pub fn a() { b() } fn b() { dep::x() } #[cfg(feature = "extra")] fn c() { opt::y() }';
const manifest = (more: string): Texts => ({
  'Cargo.toml': manifestText(`license = "MIT"\nrust-version = "1.60"\ndescription = "D"\n${more}`),
  'src/lib.rs': code,
});
const more = [
  '[features]\ndefault = ["extra"]\nextra = ["dep:opt", "dep?/std", "opt/std"]\nplain = []',
  '[dependencies]\ndep = { path = "../dep", default-features = false }\nopt = { package = "other", version = "1", optional = true }',
  '[dev-dependencies]\ntester = { path = "tester" }',
  `[target.'cfg(unix)'.dependencies]\nunixy = "1"`,
].join('\n');
const built = buildTexts(manifest(more), { placePath: (path, folder) => `placed/${folder}/${path}` });
const tomlOf = (folder?: string) => parse(textIn(built, folder, 'Cargo.toml')) as Record<string, unknown>;

describe('the Cargo.toml of a unit', () => {
  test('says whose it is, and that it has no tests', () => {
    expect(tomlOf('a')).toMatchObject({
      package: {
        name: 'sample--a',
        version: '1.2.3',
        edition: '2021',
        license: 'MIT',
        'rust-version': '1.60',
        publish: false,
      },
      lib: { name: 'sample__a', path: 'lib.rs', test: false, doctest: false, bench: false },
    });
    expect(textIn(built, 'a', 'Cargo.toml')).toMatch(/^# Generated\.\n/);
  });

  test('depends on the units and crates that its code uses, and on no others', () => {
    expect(tomlOf('a').dependencies).toEqual({ 'sample--b': { path: '../b', 'default-features': false } });
    expect(tomlOf('b').dependencies).toEqual({ dep: { path: 'placed/b/../dep', 'default-features': false } });
    expect(tomlOf('c').dependencies).toEqual({ opt: { package: 'other', version: '1', optional: true } });
    expect(tomlOf('a').target).toBeUndefined();
  });

  test('passes features on, but for the default and what it does not depend on', () => {
    expect(tomlOf('a').features).toEqual({ extra: ['sample--b/extra'], plain: ['sample--b/plain'] });
    expect(tomlOf('b').features).toEqual({ extra: ['dep?/std'], plain: [] });
    expect(tomlOf('c').features).toEqual({ extra: ['dep:opt', 'opt/std'], plain: [] });
  });
});

describe('the Cargo.toml of the facade', () => {
  test('has all that the crate had, and all units', () => {
    const found = tomlOf();
    expect(found).toMatchObject({
      workspace: { members: ['a', 'b', 'c'] },
      package: { name: 'sample', autotests: false, autobins: false },
      lib: { name: 'sample', path: 'lib.rs', bench: false },
      'dev-dependencies': { tester: { path: 'placed//tester' } },
      target: { 'cfg(unix)': { dependencies: { unixy: { version: '1' } } } },
    });
    expect(Object.keys(found.dependencies as object)).toEqual([
      'dep',
      'opt',
      'sample--a',
      'sample--b',
      'sample--c',
    ]);
  });

  test('switches features on in all units', () => {
    expect(tomlOf().features).toEqual({
      default: ['extra'],
      extra: ['dep:opt', 'dep?/std', 'opt/std', 'sample--a/extra', 'sample--b/extra', 'sample--c/extra'],
      plain: ['sample--a/plain', 'sample--b/plain', 'sample--c/plain'],
    });
  });
});
