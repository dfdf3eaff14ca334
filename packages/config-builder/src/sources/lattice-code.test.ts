// lattice.config.ts: the same records as lattice.toml, values of JavaScript taken strictly, faults with their file.
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { withoutMarks } from '../toml/marked-table.js';
import { readToml } from '../toml/read-toml.js';
import { equalToml } from '../toml/toml-value.js';
import { edgesOf } from './lattice-record.js';
import { readLattice } from './read-lattice.js';

const folder = await mkdtemp(join(tmpdir(), 'lattice-code-'));
afterAll(() => rm(folder, { recursive: true }));

async function write(code: string, more: Readonly<Record<string, string>> = {}): Promise<string> {
  const root = await mkdtemp(join(folder, 'case-'));
  await mkdir(join(root, '.git'));
  const files = { 'lattice.config.ts': code, ...more };
  for (const [name, text] of Object.entries(files)) await writeFile(join(root, name), text);
  return join(root, 'lattice.config.ts');
}

const define = (body: string) =>
  `import { defineLattice } from 'flake-lattice';\nexport default defineLattice(${body});\n`;

async function read(code: string, more?: Readonly<Record<string, string>>) {
  return readLattice(await write(code, more), 'lattice.config.ts');
}

describe('lattice.config.ts', () => {
  test('gives the records that the same lattice.toml gives', async () => {
    const { nodes, externals, config, format, output } = await read(
      define(`{
  lattice: { output: 'out' },
  inputs: { nixpkgs: { url: 'path:./nix' } },
  config: { my: { whole: 1, big: 9007199254740993n, half: 0.5, at: new Date(0), list: [1, { a: undefined, b: true }] } },
  node: {
    base: { env: { A: 'a' } },
    ...Object.fromEntries(['x', 'y'].map((name): [string, object] => [name, { extends: ['base'], template: 'shell' }])),
    'top': { extends: ['y', 'x'], config: { build: { jobs: 2 } } },
  },
}`),
    );
    expect([format, output]).toEqual(['typescript', 'out']);
    expect([...edgesOf({ nodes })]).toEqual([
      ['base', []],
      ['top', ['x', 'y']],
      ['x', ['base']],
      ['y', ['base']],
    ]);
    expect(externals.get('nixpkgs')).toMatchObject({ url: 'path:./nix', fixed: true });
    const toml =
      'my = { whole = 1, big = 9007199254740993, half = 0.5, at = 1970-01-01T00:00:00.000Z, list = [1, {b = true}] }';
    expect(equalToml(withoutMarks(config), withoutMarks(readToml(toml, '')))).toBe(true);
    expect(nodes.get('top')?.place).toEqual({ file: 'lattice.config.ts', line: 9 });
  });

  test('may import files of its own, and be async; an edit counts at once', async () => {
    const code =
      "import { names } from './names.js';\nexport default Promise.resolve({ node: { [names]: {} } });\n";
    const file = await write(code, { 'names.ts': "export const names: string = 'one';\n" });
    expect([...(await readLattice(file)).nodes.keys()]).toEqual(['one']);
    await writeFile(join(file, '../names.ts'), "export const names = 'two';\n");
    expect([...(await readLattice(file)).nodes.keys()]).toEqual(['two']);
    expect((await readdir(join(file, '..'))).sort()).toEqual(['.git', 'lattice.config.ts', 'names.ts']);
  });

  test.each([
    ['null', '{ config: { a: null } }', '`config.a` is null'],
    ['not a number', '{ config: { a: Number.NaN } }', '`config.a` is NaN'],
    ['infinite', '{ config: { a: 1 / 0 } }', '`config.a` is Infinity'],
    ['not exact', '{ config: { a: 2 ** 53 } }', '`config.a` is 9007199254740992, which may not be'],
    [
      'too large',
      '{ config: { a: 2n ** 63n } }',
      '`config.a` is 9223372036854775808, an integer of more than 64 bits',
    ],
    ['no date', '{ config: { a: new Date(NaN) } }', '`config.a` is a date that TOML cannot write'],
    ['a function', '{ config: { a: () => 1 } }', '`config.a` is of the type function'],
    ['a map', '{ config: { a: new Map() } }', '`config.a` is an object with a class of its own'],
    ['a hole', '{ config: { a: [1, , 2] } }', '`config.a` is of the type undefined'],
    ['half a character', "{ config: { a: '\\ud800' } }", '`config.a` holds half'],
    ['itself', '(() => { const a = {}; a.a = a; return { config: a }; })()', 'is nested more than 256 deep'],
    ['a wrong type', "{ node: { a: { extends: 'b' } } }", '`node.a.extends` is a string'],
  ])('refuses %s', async (_, body, message) => {
    await expect(read(define(`${body} as never`))).rejects.toMatchObject({
      code: 'CONFIG_WRONG_TYPE',
      message: expect.stringContaining(message),
      place: { file: 'lattice.config.ts' },
    });
  });

  test.each([
    ['an unknown node', "{ node: { a: { extends: ['b'] } } }", 'NODE_UNKNOWN'],
    ['a circle', "{ node: { a: { extends: ['b'] }, b: { extends: ['a'] } } }", 'NODE_CYCLE'],
    ['an unknown section', '{ nodes: {} }', 'CONFIG_UNKNOWN_SECTION'],
    ['a newer schema', '{ lattice: { schema: 2 } }', 'LATTICE_TOO_NEW'],
  ])('refuses %s as lattice.toml does', async (_, body, code) => {
    await expect(read(define(`${body} as never`))).rejects.toMatchObject({
      code,
      place: { file: 'lattice.config.ts' },
    });
  });

  test.each([
    ['that is no TypeScript', 'export default {\n  a: = 1\n};\n', 2],
    ['that throws', "\nthrow new Error('no such luck');\n", 2],
    ['that rejects', "export default Promise.reject(new Error('no such luck'));\n", 1],
    ['that throws no error', 'throw null;\n', undefined],
    ['that imports what is not there', "import './absent.js';\n", undefined],
    ['without a default export', 'export const lattice = {};\n', undefined],
    ['whose default is no object', 'export default 1;\n', undefined],
  ])('refuses code %s', async (_, code, line) => {
    await expect(read(code)).rejects.toMatchObject({
      code: 'CONFIG_CODE_FAILED',
      place: { file: 'lattice.config.ts', ...(line === undefined ? {} : { line }) },
    });
  });

  test('refuses a file that is not there', async () => {
    await expect(readLattice(join(folder, 'absent.config.ts'))).rejects.toMatchObject({
      code: 'CONFIG_MISSING',
    });
  });
});
