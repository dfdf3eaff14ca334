// lattice.toml: its records, and its faults with their places. Reads real files, this repository's own among them.
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { faultsOfPins } from '../lattice/check-pins.js';
import type { Origin } from '../origin.js';
import { leavesOf, type MarkedTable } from '../toml/marked-table.js';
import { readLattice } from './read-lattice.js';

const repository = join(import.meta.dirname, '../../../..');

const folder = await mkdtemp(join(tmpdir(), 'lattice-'));
const outside = join(folder, 'outside');
await mkdir(outside);
await writeFile(join(outside, 'x.eta'), '');
afterAll(() => rm(folder, { recursive: true }));

/** In a repository with a template, and a link that leads out of it. */
async function write(text: string): Promise<string> {
  const root = await realpath(await mkdtemp(join(folder, 'case-')));
  for (const inner of ['.git', 'templates', 'folder.eta']) await mkdir(join(root, inner));
  await writeFile(join(root, 'templates/own.eta'), '');
  await symlink(outside, join(root, 'link'));
  await writeFile(join(root, 'lattice.toml'), text);
  return join(root, 'lattice.toml');
}

async function lattice(text: string) {
  return readLattice(await write(text), 'lattice.toml');
}

function origins(config: MarkedTable<Origin>): readonly string[] {
  return [...leavesOf(config)].map(
    ({ path, node }) => `${path.join('.')} ${node.mark.layer} ${node.mark.name}:${node.mark.place?.line}`,
  );
}

describe('readLattice', () => {
  test('reads this repository’s own', async () => {
    const { output, nodes } = await readLattice(join(repository, 'lattice.toml'));
    expect(output).toBe('generated');
    expect(nodes.get('config-seed')).toMatchObject({
      template: { kind: 'built-in', name: 'config' },
      description: 'The seed configuration',
    });
  });

  test('gives the records of each section, with places', async () => {
    const read = await lattice(
      [
        'lattice.systems = ["x86_64-linux"]',
        '[inputs]',
        'nixpkgs.url = "path:./nix"',
        'other.url = "github:a/b"',
        '[config.rust]',
        'channel = "beta"',
        '[config.my]',
        'x = 1',
        '[node.seed.config.build]',
        'jobs = 2',
      ].join('\n'),
    );
    expect(read.inputs.flatMap(origins)).toEqual([
      'nix.systems inputs lattice.toml:1',
      'nix.nixpkgs inputs lattice.toml:3',
      'nix.inputs.other inputs lattice.toml:4',
    ]);
    expect(origins(read.config)).toEqual([
      'rust.channel lattice lattice.toml:6',
      'my.x lattice lattice.toml:8',
    ]);
    expect([...read.nodes.values()].flatMap(({ config }) => origins(config))).toEqual([
      'build.jobs node lattice.toml:10',
    ]);
    expect(read.output).toBe('generated');
  });
});

const withNodes = '[node.a]\n[node.b]\n';

describe('readLattice refuses', () => {
  test.each([
    ['schema = 1', 'CONFIG_UNKNOWN_SECTION', 1],
    ['[inputz]', 'CONFIG_UNKNOWN_SECTION', 1],
    ['[lattice]\noutput = "../out"', 'CONFIG_OUT_OF_RANGE', 2],
    ['[lattice]\nsystem = "x86_64-linux"', 'CONFIG_UNKNOWN_KEY', 2],
    ['[inputs]\nnixpkgs = "path:./nix"', 'CONFIG_WRONG_TYPE', 2],
    ['config = 1', 'CONFIG_WRONG_TYPE', 1],
    ['[config]\nrust = 1', 'CONFIG_WRONG_TYPE', 2],
    ['[config.rust]\nchanel = "beta"', 'CONFIG_UNKNOWN_KEY', 2],
    ['[node.a]\ntemplate = "shel"', 'CONFIG_OUT_OF_RANGE', 2],
    ['[node.a.config.rust]\nchannel = "x"', 'CONFIG_OUT_OF_RANGE', 2],
    ['[node.a]\nconfig = 1', 'CONFIG_WRONG_TYPE', 2],
    ['node = []', 'CONFIG_WRONG_TYPE', 1],
    ['[lattice', 'CONFIG_SYNTAX', 1],
    ['[lattice]\nschema = 2\n[future]\n', 'LATTICE_TOO_NEW', 2],
    ['[lattice]\nschema = 0', 'CONFIG_OUT_OF_RANGE', 2],
    ['[lattice]\nschema = "1"', 'CONFIG_WRONG_TYPE', 2],
    ['[lattice]\noutput = "."', 'CONFIG_OUT_OF_RANGE', 2],
    ['[lattice]\noutput = ""', 'CONFIG_OUT_OF_RANGE', 2],
    ['[lattice]\noutput = ".git"', 'CONFIG_OUT_OF_RANGE', 2],
    ['[lattice]\noutput = "a/.GIT/b"', 'CONFIG_OUT_OF_RANGE', 2],
    ['[lattice]\noutput = "/abs"', 'CONFIG_OUT_OF_RANGE', 2],
    ['[lattice]\noutput = "-x"', 'CONFIG_OUT_OF_RANGE', 2],
    ['[lattice]\noutput = "lattice.toml"', 'OUTPUT_IS_FILE', 2],
    ['[lattice]\noutput = "link/generated"', 'OUTPUT_IS_LINK', 2],
    ['[inputs.a]\nflake = true', 'CONFIG_KEY_MISSING', 1],
    ['[inputs.a]\nurl = "--impure"', 'CONFIG_OUT_OF_RANGE', 2],
    ['[inputs.a]\nurl = "github:o/r"\npin = 1', 'CONFIG_WRONG_TYPE', 3],
    ['[inputs.let]\nurl = "github:o/r"', 'INPUT_NAME_INVALID', 1],
    ['[inputs._a]\nurl = "github:o/r"', 'INPUT_NAME_INVALID', 1],
    ['[inputs.a]\nurl = "github:o/r"\nfollows.x = "b"', 'INPUT_UNKNOWN', 3],
    ['[inputs.a]\nurl = "github:o/r"\nfollows.x = "a"', 'NODE_CYCLE', 3],
    ['[inputs.a]\nurl = "github:o/r"\nfollows."x/y" = "nixpkgs"', 'INPUT_NAME_INVALID', 3],
    [
      '[inputs]\na = { url = "github:o/r", follows = { x = "b" } }\nb = { url = "github:o/r", follows = { x = "a" } }',
      'NODE_CYCLE',
      2,
    ],
    ['[config.nix]\nnixpkgs = "github:o/r"', 'CONFIG_MISPLACED', 2],
    ['[node.a.config.nix.inputs]\nx = "github:o/r"', 'CONFIG_MISPLACED', 1],
    ['[config.my]\nx = ["a\\u0000"]', 'VALUE_NOT_NIX', 2],
    [`${withNodes}[node.c]\nextends = ["a", "bb"]`, 'NODE_UNKNOWN', 4],
    [`${withNodes}[node.c]\nextends = ["a", "c"]`, 'NODE_CYCLE', 4],
    [`${withNodes}[node.c]\nextends = ["a", "a"]`, 'CONFIG_OUT_OF_RANGE', 4],
    [`${withNodes}[node.c]\nextends = "a"`, 'CONFIG_WRONG_TYPE', 4],
    [`${withNodes}[node.c]\nextends = [1]`, 'CONFIG_WRONG_TYPE', 4],
    [`${withNodes}[node.c]\ninputs = ["a"]`, 'INPUT_UNKNOWN', 4],
    [`${withNodes}[node.A]`, 'NAME_CLASH', 1],
    [`[inputs.a]\nurl = "github:o/r"\n${withNodes}`, 'NAME_CLASH', 3],
    ['[node.a]\ntemplate = "shel"', 'CONFIG_OUT_OF_RANGE', 2],
    ['[node.a]\ntemplate = "x.nix"', 'CONFIG_OUT_OF_RANGE', 2],
    ['[node.a]\ntemplate = "absent.eta"', 'TEMPLATE_MISSING', 2],
    ['[node.a]\ntemplate = "folder.eta"', 'TEMPLATE_MISSING', 2],
    ['[node.a]\ntemplate = "../../x.eta"', 'PATH_OUTSIDE', 2],
    ['[node.a]\ntemplate = "link/x.eta"', 'PATH_OUTSIDE', 2],
    ['[node.a]\ntemplate = "/etc/x.eta"', 'CONFIG_OUT_OF_RANGE', 2],
    ['[node.a]\ntemplate = "check"', 'CONFIG_KEY_MISSING', 1],
    ['[node.a]\nsource = "x"', 'CONFIG_MISPLACED', 2],
    ['[node.a]\ntemplate = "check"\nscript = ""\nsource = "absent"', 'SOURCE_MISSING', 4],
    ['[node.a]\ntemplate = "check"\nscript = ""\nsource = "generated"', 'CONFIG_OUT_OF_RANGE', 4],
    ['[node.a]\ntemplate = "check"\nscript = ""\nsource = "generated/a"', 'CONFIG_OUT_OF_RANGE', 4],
    ['[node.a]\ntemplate = "check"\nscript = ""\nsource = "../.."', 'PATH_OUTSIDE', 4],
    ['[node.a]\ntemplate = "check"\nscript = ""\nsource = ".git"', 'PATH_OUTSIDE', 4],
    ['[node.a]\npackages = ["a b"]', 'CONFIG_OUT_OF_RANGE', 2],
    ['[node.a]\npackages = ["jq", "jq"]', 'CONFIG_OUT_OF_RANGE', 2],
    ['[node.a]\npackages = ["${x}"]', 'CONFIG_OUT_OF_RANGE', 2],
    ['[node.a]\nscript = "a\\u0000"', 'VALUE_NOT_NIX', 2],
    ['[node.a]\nejected = "yes"', 'CONFIG_WRONG_TYPE', 2],
    ['[node.a.env]\nA = 1', 'CONFIG_WRONG_TYPE', 2],
    ['[node.a.env]\nA = "\\u0000"', 'VALUE_NOT_NIX', 2],
    ['[node.a.env]\n"A-B" = ""', 'ENV_NAME_INVALID', 2],
    ['[distribute.builder.a]', 'CONFIG_UNKNOWN_KEY', 1],
    ['[distribute.builders.a]\njobs = 2', 'CONFIG_KEY_MISSING', 1],
    ['[distribute.builders.a]\nurl = "host"', 'CONFIG_OUT_OF_RANGE', 2],
    ['[distribute.builders.a]\nurl = "-oProxyCommand=x://"', 'CONFIG_OUT_OF_RANGE', 2],
    ['[distribute.builders.a]\nurl = "ssh-ng://a ; ssh-ng://b"', 'CONFIG_OUT_OF_RANGE', 2],
    ['[distribute.builders.a]\nurl = "ssh-ng://a\\nssh-ng://b"', 'CONFIG_OUT_OF_RANGE', 2],
    ['[distribute.builders.a]\nurl = "ssh-ng://a#b"', 'CONFIG_OUT_OF_RANGE', 2],
    ['[distribute.builders.a]\nurl = "ssh-ng://a"\nssh-key-file = "a b"', 'CONFIG_OUT_OF_RANGE', 3],
    ['[distribute.builders.a]\nurl = "ssh-ng://a"\njobs = 0', 'CONFIG_OUT_OF_RANGE', 3],
    ['[distribute.builders.a]\nurl = "ssh-ng://a"\nfeatures = ["a,b"]', 'CONFIG_OUT_OF_RANGE', 3],
    ['[distribute.builders."a b"]\nurl = "ssh-ng://a"', 'CONFIG_OUT_OF_RANGE', 1],
    ['[distribute.caches.a]', 'CONFIG_KEY_MISSING', 1],
    ['[distribute.caches.a]\nurl = "https://a https://b"', 'CONFIG_OUT_OF_RANGE', 2],
    ['[distribute.caches.a]\nurl = "https://a?trusted=true"', 'CONFIG_OUT_OF_RANGE', 2],
    ['[distribute.caches.a]\nurl = "https://a"\nkeys = ["k"]', 'DISTRIBUTE_UNKNOWN', 3],
    ['[distribute.caches.a]\nurl = "https://me:word@a"', 'SECRET_IN_LATTICE', 2],
    ['[distribute.keys.a]', 'CONFIG_KEY_MISSING', 1],
    ['[distribute.keys.a]\npublic = "a:short"', 'CONFIG_OUT_OF_RANGE', 2],
    [`[distribute.keys.a]\npublic = "a:${'A'.repeat(43)}= x"`, 'CONFIG_OUT_OF_RANGE', 2],
    [`[distribute.keys.a]\npublic = "a:${'A'.repeat(86)}=="`, 'SECRET_IN_LATTICE', 2],
    [`[distribute.keys.a]\nsecret-variable = "${'A'.repeat(86)}=="`, 'SECRET_IN_LATTICE', 2],
    [`[distribute.keys.a]\nsecret = "a:${'A'.repeat(86)}=="`, 'SECRET_IN_LATTICE', 2],
    ['[distribute.keys.a]\nsecret-file = "-----BEGIN OPENSSH PRIVATE KEY-----"', 'SECRET_IN_LATTICE', 2],
    ['[distribute.keys.a]\nsecret-variable = "A B"', 'CONFIG_OUT_OF_RANGE', 2],
  ])('refuses %j with %s at line %d', async (text, code, line) => {
    await expect(lattice(text)).rejects.toMatchObject({ code, place: { file: 'lattice.toml', line } });
  });

  test.each([1, 3, 5])('knows the marks of a merge, such as in line %d', async (line) => {
    const lines = ['<<<<<<< HEAD', '[node.a]', '=======', '[node.b]', '>>>>>>> other'];
    const text = lines.map((each, index) => (index === line - 1 || index % 2 ? each : '')).join('\n');
    await expect(lattice(text)).rejects.toMatchObject({
      code: 'CONFIG_SYNTAX',
      hint: expect.stringContaining('take the marks out'),
      place: { line },
    });
  });

  test.each([
    ...[
      '',
      'self',
      'root',
      'nixpkgs',
      'host',
      'lattice',
      'default',
      'flake',
      'inputs',
      'outputs',
      'import',
      'true',
    ],
    ...[
      'let',
      'in',
      'with',
      'rec',
      'inherit',
      'if',
      'then',
      'else',
      'assert',
      'or',
      'builtins',
      'derivation',
    ],
    ...[
      '../x',
      'a/b',
      '.git',
      '.',
      '..',
      '_a',
      '-a',
      '1a',
      'a.b',
      'a b',
      'é',
      'a\n',
      'a\0',
      "a'",
      'a'.repeat(129),
    ],
  ])('a node of the name %j', async (name) => {
    await expect(lattice(`[node.${JSON.stringify(name).replace('\\0', '\\u0000')}]`)).rejects.toMatchObject({
      code: 'NODE_NAME_INVALID',
      place: { line: 1 },
    });
  });

  test.each([
    'PATH',
    'HOME',
    'name',
    'system',
    'builder',
    'out',
    'shellHook',
    '__impure',
    '',
    'A=B',
    'é',
    'IN_NIX_SHELL',
  ])('a variable of the name %j', async (name) => {
    await expect(lattice(`[node.a.env]\n${JSON.stringify(name)} = ""`)).rejects.toMatchObject({
      code: 'ENV_NAME_INVALID',
      place: { line: 2 },
    });
  });

  test('a secret without repeating it', async () => {
    const secret = `${'aB3/'.repeat(21)}+9==`;
    const fault = await lattice(`[distribute.keys.a]\nsecret-file = "a:${secret}"`).catch((thrown) => thrown);
    expect(fault.code).toBe('SECRET_IN_LATTICE');
    expect(JSON.stringify(fault) + fault.message + fault.hint + fault.detail).not.toContain(
      secret.slice(0, 20),
    );
  });

  test('a circle, with its nodes in order, whatever the order of the file', async () => {
    const nodes = [
      '[node.c]\nextends = ["b", "d"]',
      '[node.a]\nextends = ["c"]',
      '[node.d]',
      '[node.b]\nextends = ["a"]',
    ];
    for (const texts of [nodes, [...nodes].reverse()]) {
      await expect(lattice(texts.join('\n'))).rejects.toMatchObject({
        code: 'NODE_CYCLE',
        message: 'a circle: `a` builds upon `c` builds upon `b` builds upon `a`',
        place: {
          line:
            texts
              .slice(0, texts.indexOf(nodes[1] as string))
              .join('\n')
              .split('\n').length + (texts.indexOf(nodes[1] as string) === 0 ? 1 : 2),
        },
      });
    }
  });

  test('all that is wrong, in one error', async () => {
    const text =
      '[inputs.x]\nurl = "github:o/r"\n[node.a]\nextends = ["webb", "a"]\n[node.web]\ninputs = ["y"]\n[node.WEB]\n';
    await expect(lattice(text)).rejects.toMatchObject({
      code: 'NAME_CLASH',
      detail: expect.stringMatching(
        /and 3 more:[\s\S]*NODE_CYCLE[\s\S]*NODE_UNKNOWN[\s\S]*did you mean `web`[\s\S]*INPUT_UNKNOWN/,
      ),
    });
  });

  test('a second file beside it', async () => {
    const file = await write('[node.a]\n');
    await writeFile(join(dirname(file), 'lattice.config.ts'), 'export default {}\n');
    await expect(readLattice(file, 'lattice.toml')).rejects.toMatchObject({ code: 'LATTICE_TWICE' });
  });
});

describe('the records', () => {
  const text = [
    '[inputs.zoo]',
    'url = "github:o/zoo"',
    'pin = "github:o/zoo/0123456789abcdef0123456789abcdef01234567"',
    'flake = false',
    '[inputs.ant]',
    'url = "path:./ant"',
    'follows = { b = "zoo", a = "nixpkgs" }',
    '[node.web]',
    'extends = ["base", "ant-like"]',
    'template = "./templates/own.eta"',
    'inputs = ["zoo", "ant"]',
    'packages = ["jq", "python3Packages.requests"]',
    'env = { B = "2", A = "1" }',
    'script = "echo"',
    'source = "folder.eta/"',
    '[node.ant-like]',
    '[node.base]',
    'ejected = true',
  ].join('\n');

  test('are sorted, and filled in with defaults', async () => {
    const { externals, nodes, output, systems, templateFiles, folder: at } = await lattice(text);
    expect([...externals.keys()]).toEqual(['ant', 'nixpkgs', 'zoo']);
    expect(externals.get('zoo')).toMatchObject({
      url: 'github:o/zoo',
      flake: false,
      fixed: false,
      place: { line: 1 },
    });
    expect([...(externals.get('ant')?.follows ?? [])]).toEqual([
      ['a', 'nixpkgs'],
      ['b', 'zoo'],
    ]);
    expect(externals.get('ant')).toMatchObject({ fixed: true, flake: true });
    expect(externals.get('nixpkgs')).toMatchObject({ fixed: false, place: { file: 'lattice.toml' } });
    expect([...nodes.keys()]).toEqual(['ant-like', 'base', 'web']);
    expect(nodes.get('web')).toMatchObject({
      extends: ['ant-like', 'base'],
      inputs: ['ant', 'zoo'],
      packages: ['jq', 'python3Packages.requests'],
      template: { kind: 'file', file: join(at, 'templates/own.eta'), shown: 'templates/own.eta' },
      source: 'folder.eta',
      place: { file: 'lattice.toml', line: 8 },
    });
    expect([...(nodes.get('web')?.env ?? [])]).toEqual([
      ['A', '1'],
      ['B', '2'],
    ]);
    expect(nodes.get('base')).toMatchObject({ ejected: true, extends: [], packages: [] });
    expect([output, systems]).toEqual(['generated', ['x86_64-linux', 'aarch64-linux']]);
    expect(templateFiles).toEqual([join(at, 'templates/own.eta')]);
  });

  test('of builders, caches and keys', async () => {
    const { distribute } = await lattice(
      [
        '[distribute.builders.fast]',
        'url = "ssh-ng://me@fast?remote-program=/x"',
        'jobs = 4',
        'features = ["kvm"]',
        '[distribute.caches.team]',
        'url = "file:///c"',
        'keys = ["team"]',
        '[distribute.keys.team]',
        `public = "team-1:${'A'.repeat(43)}="`,
        'secret-variable = "TEAM_KEY"',
      ].join('\n'),
    );
    expect(distribute.builders.get('fast')).toMatchObject({
      url: 'ssh-ng://me@fast?remote-program=/x',
      systems: [],
      jobs: 4,
      speed: 1,
      features: ['kvm'],
      place: { file: 'lattice.toml', line: 1 },
    });
    expect(distribute.caches.get('team')).toMatchObject({ url: 'file:///c', keys: ['team'] });
    expect(distribute.keys.get('team')).toMatchObject({ secretVariable: 'TEAM_KEY' });
  });

  test('tell which external inputs are not pinned', async () => {
    expect(faultsOfPins(await lattice(text)).map(({ code, hint }) => [code, hint])).toEqual([
      ['INPUT_NOT_PINNED', 'flake-lattice update nixpkgs'],
    ]);
  });
});

describe('adopted flakes', () => {
  async function withFlakes(text: string): Promise<string> {
    const file = await write(text);
    for (const inner of ['app', 'lib', 'generated/x', 'bare']) {
      await mkdir(join(dirname(file), inner), { recursive: true });
      if (inner !== 'bare') await writeFile(join(dirname(file), inner, 'flake.nix'), '');
    }
    return file;
  }
  const read = async (text: string) => readLattice(await withFlakes(text), 'lattice.toml');

  test('have the folder of their flake', async () => {
    const { nodes } = await read(
      '[node.app]\nflake = "./app/"\nextends = ["lib"]\n[node.lib]\nflake = "lib"\n',
    );
    expect([...nodes.values()].map(({ name, flake }) => [name, flake])).toEqual([
      ['app', 'app'],
      ['lib', 'lib'],
    ]);
  });

  test.each([
    ['[node.a]\nflake = "bare"\n', 'FLAKE_MISSING', 2],
    ['[node.a]\nflake = "nowhere"\n', 'FLAKE_MISSING', 2],
    ['[node.a]\nflake = "../outside"\n', 'PATH_OUTSIDE', 2],
    ['[node.a]\nflake = "generated/x"\n', 'CONFIG_OUT_OF_RANGE', 2],
    ['[node.a]\nflake = "lib"\n[node.b]\nflake = "lib"\n', 'NAME_CLASH', 4],
    ['[node.a]\nflake = "lib"\npackages = ["jq"]\n', 'CONFIG_MISPLACED', 3],
    ['[node.a]\nflake = "lib"\nejected = true\n', 'CONFIG_MISPLACED', 3],
  ])('%j is %s', async (text, code, line) => {
    await expect(read(text)).rejects.toMatchObject({ code, place: { line } });
  });
});
