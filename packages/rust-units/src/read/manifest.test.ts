import { describe, expect, test } from '@jest/globals';
import { readManifest } from './manifest.js';

const read = (more = '', files: readonly string[] = ['src/lib.rs']) =>
  readManifest(`[package]\nname = "a-b"\nversion = "1.0.0"\n${more}`, 'Cargo.toml', (path) =>
    files.includes(path),
  );
const faultOf = (run: () => unknown) => {
  try {
    run();
  } catch (fault) {
    return fault;
  }
  return undefined;
};

test('without more it is a crate of the first edition', () => {
  expect(read()).toMatchObject({
    name: 'a-b',
    version: '1.0.0',
    edition: '2015',
    libName: 'a_b',
    libPath: 'src/lib.rs',
    buildScript: undefined,
    links: undefined,
    dependencies: [],
    shared: {},
    findsTests: true,
  });
});

test('[lib], the build script and what packages share are read', () => {
  const files = ['lib/main.rs', 'make.rs'];
  const more =
    'edition = "2021"\nbuild = "make.rs"\nlinks = "z"\nlicense = "MIT"\nrust-version = "1.60"\nautotests = false\n[lib]\nname = "c"\npath = "lib/main.rs"\n';
  expect(read(more, files)).toMatchObject({
    edition: '2021',
    libName: 'c',
    libPath: 'lib/main.rs',
    buildScript: 'make.rs',
    links: 'z',
    shared: { license: 'MIT', 'rust-version': '1.60' },
    findsTests: false,
  });
});

test.each([
  ['', ['src/lib.rs', 'build.rs'], 'build.rs'],
  ['build = false\n', ['src/lib.rs', 'build.rs'], undefined],
  ['build = "x.rs"\n', ['src/lib.rs', 'build.rs'], undefined],
])('the build script of %j beside %j is %s', (more, files, expected) => {
  expect(read(more, files).buildScript).toBe(expected);
});

describe('dependencies', () => {
  test('in each form, of each kind, and of targets', () => {
    const { dependencies, buildDependencies, devDependencies } = read(
      [
        '[dependencies]\nplain-one = "1"\n[dependencies.renamed]\npackage = "other-name"\nversion = "2"\noptional = true',
        '[build_dependencies]\nmaker = "1"',
        '[dev-dependencies]\ntester = { path = "../tester" }',
        `[target.'cfg(unix)'.dependencies]\nlibc = "0.2"`,
      ].join('\n'),
    );
    expect(dependencies.map(({ table, ...rest }) => rest)).toEqual([
      {
        key: 'plain-one',
        packageName: 'plain-one',
        libName: 'plain_one',
        isOptional: false,
        target: undefined,
      },
      { key: 'renamed', packageName: 'other-name', libName: 'renamed', isOptional: true, target: undefined },
      { key: 'libc', packageName: 'libc', libName: 'libc', isOptional: false, target: 'cfg(unix)' },
    ]);
    expect(dependencies[0]?.table).toEqual({ version: '1' });
    expect(buildDependencies.map(({ key }) => key)).toEqual(['maker']);
    expect(devDependencies.map(({ table }) => table)).toEqual([{ path: '../tester' }]);
  });

  test('one that is optional is a feature, but where a feature names it by dep:', () => {
    const optional = (name: string) => `${name} = { version = "1", optional = true }`;
    const { features } = read(
      `[features]\ndefault = ["s"]\ns = ["dep:hidden"]\n[dependencies]\n${optional('hidden')}\n${optional('seen')}\n`,
    );
    expect([...features]).toEqual([
      ['default', ['s']],
      ['s', ['dep:hidden']],
      ['seen', ['dep:seen']],
    ]);
  });
});

test('tests and programs that are listed keep what is said of them', () => {
  const { listedTests, listedPrograms } = read(
    '[[test]]\nname = "one"\n[[test]]\nname = "two"\npath = "x.rs"\nharness = false\n[[bin]]\nname = "run"\n',
  );
  expect(listedTests).toEqual([
    { name: 'one', path: undefined, table: { name: 'one' } },
    { name: 'two', path: 'x.rs', table: { name: 'two', path: 'x.rs', harness: false } },
  ]);
  expect(listedPrograms).toEqual([{ name: 'run', path: undefined, table: { name: 'run' } }]);
});

test.each([
  ['', true],
  ['autobins = false\n', false],
  ['[[bin]]\nname = "a"\n', false],
  ['autobins = true\n[[bin]]\nname = "a"\n', true],
  ['edition = "2018"\n[[bin]]\nname = "a"\n', true],
  ['edition = "2018"\nautobins = false\n', false],
])('with %j cargo looks for programs: %p', (more, finds) => {
  expect(read(more).findsPrograms).toBe(finds);
});

test.each<[string, () => unknown, string]>([
  ['a workspace alone', () => readManifest('[workspace]\n', 'Cargo.toml', () => true), 'CRATE_NOT_FOUND'],
  ['no TOML', () => readManifest('[package]\nname = \n', 'Cargo.toml', () => true), 'CRATE_MANIFEST'],
  ['a program alone', () => read('', ['src/main.rs']), 'CRATE_WITHOUT_LIBRARY'],
  ['a procedural macro', () => read('[lib]\nproc-macro = true\n'), 'CRATE_IS_PROC_MACRO'],
  ['one written in the old way', () => read('[lib]\nproc_macro = true\n'), 'CRATE_IS_PROC_MACRO'],
])('%s is refused', (_, run, code) => {
  expect(faultOf(run)).toMatchObject({ code, place: { file: 'Cargo.toml' } });
});
