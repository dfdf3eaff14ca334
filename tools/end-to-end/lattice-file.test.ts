// A lattice.toml with faults is refused by the real command: exit status 2, code, file and line, and nothing written.
import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '@flake-lattice/programs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { run } from '../../packages/config-builder/src/command.js';
import { captureIo } from '../testing/capture-io.js';
import { snapshotTree } from '../testing/tree-snapshot.js';

interface Refusal {
  readonly name: string;
  readonly text: string;
  readonly code: string;
  /** What standard error has to hold besides the code and a hint. */
  readonly says: readonly string[];
}

const seed = '[node.seed]\n';

const refusals: readonly Refusal[] = [
  {
    name: 'a circle',
    text: `${seed}[node.b]\nextends = ["a"]\n[node.a]\nextends = ["seed", "c"]\n[node.c]\nextends = ["b"]\n`,
    code: 'NODE_CYCLE',
    says: ['`a` builds upon `c` builds upon `b` builds upon `a`', 'at lattice.toml:5:1'],
  },
  {
    name: 'a node that extends itself',
    text: `${seed}[node.a]\nextends = ["a"]\n`,
    code: 'NODE_CYCLE',
    says: ['`a` extends itself', 'at lattice.toml:3:1'],
  },
  {
    name: 'an unknown node',
    text: `${seed}[node.a]\nextends = ["sead"]\n`,
    code: 'NODE_UNKNOWN',
    says: ['`sead`', 'did you mean `seed`?', 'at lattice.toml:3:1'],
  },
  {
    name: 'a path as a name',
    text: '[node."../x"]\n',
    code: 'NODE_NAME_INVALID',
    says: ['"../x"', 'at lattice.toml:1:7'],
  },
  {
    name: 'a path within as a name',
    text: '[node."a/b"]\n',
    code: 'NODE_NAME_INVALID',
    says: ['"a/b"', 'at lattice.toml:1:7'],
  },
  {
    name: 'an empty name',
    text: '[node.""]\n',
    code: 'NODE_NAME_INVALID',
    says: ['it is empty', 'at lattice.toml:1:7'],
  },
  {
    name: 'the folder of git',
    text: '[node.".git"]\n',
    code: 'NODE_NAME_INVALID',
    says: ['".git"', 'at lattice.toml:1:7'],
  },
  {
    name: 'a keyword',
    text: '[node.inherit]\n',
    code: 'NODE_NAME_INVALID',
    says: ['a keyword of Nix', 'at lattice.toml:1:7'],
  },
  { name: 'self', text: '[node.self]\n', code: 'NODE_NAME_INVALID', says: ['"self"', 'at lattice.toml:1:7'] },
  { name: 'root', text: '[node.root]\n', code: 'NODE_NAME_INVALID', says: ['"root"', 'at lattice.toml:1:7'] },
  {
    name: 'names that differ by case',
    text: `${seed}[node.Seed]\n`,
    code: 'NAME_CLASH',
    says: ['`Seed` and `seed`', 'at lattice.toml:1:7'],
  },
  {
    name: 'an external input with the name of a node',
    text: `${seed}[inputs.seed]\nurl = "github:o/r"\n`,
    code: 'NAME_CLASH',
    says: ['`seed` is a node and an external input', 'at lattice.toml:1:7'],
  },
  {
    name: 'an unknown external input',
    text: '[inputs.tools]\nurl = "github:o/r"\n[node.a]\ninputs = ["tool"]\n',
    code: 'INPUT_UNKNOWN',
    says: ['did you mean `tools`?', 'at lattice.toml:4:1'],
  },
  {
    name: 'a template that is missing',
    text: '[node.a]\ntemplate = "absent.eta"\n',
    code: 'TEMPLATE_MISSING',
    says: ['absent.eta', 'at lattice.toml:2:1'],
  },
  {
    name: 'a template outside the repository',
    text: '[node.a]\ntemplate = "link/x.eta"\n',
    code: 'PATH_OUTSIDE',
    says: ['link/x.eta', 'at lattice.toml:2:1'],
  },
  {
    name: 'a wrong type',
    text: '[node.a]\n\nextends = "seed"\n',
    code: 'CONFIG_WRONG_TYPE',
    says: ['`node.a.extends` is a string', 'at lattice.toml:3:1'],
  },
  {
    name: 'an output folder outside the repository',
    text: '[lattice]\noutput = "../out"\n',
    code: 'CONFIG_OUT_OF_RANGE',
    says: ['../out', 'at lattice.toml:2:1'],
  },
  {
    name: 'an output folder over a link',
    text: '[lattice]\noutput = "link/out"\n',
    code: 'OUTPUT_IS_LINK',
    says: ['`link`', 'at lattice.toml:2:1'],
  },
  {
    name: 'a schema that is newer',
    text: '[lattice]\nschema = 2\n[anything]\n',
    code: 'LATTICE_TOO_NEW',
    says: ['`lattice.schema` is 2', 'at lattice.toml:2:1'],
  },
  {
    name: 'two nodes that disagree',
    text: [
      '[node.a.config.build]\njobs = 1\n[node.b.config.build]\njobs = 2\n',
      '[node.seed]\nextends = ["a", "b"]\n',
    ].join(''),
    code: 'CONFIG_CONFLICT',
    says: ['`a` (lattice.toml:2)', '`b` (lattice.toml:4)', '[node.seed.config.build]', 'at lattice.toml:2:1'],
  },
];

describe('refused', () => {
  let folder: string;
  let repository: string;

  beforeAll(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'lattice-file-')));
    repository = join(folder, 'repository');
    await mkdir(repository);
    await mkdir(join(folder, 'outside'));
    await writeFile(join(folder, 'outside/x.eta'), '');
    await symlink('../outside', join(repository, 'link'));
    await runProgram('git', ['init', '--quiet'], { cwd: repository, env: process.env });
  });

  afterAll(() => rm(folder, { recursive: true }));

  const command = async () => {
    const io = captureIo({ cwd: repository, env: { PATH: process.env.PATH } });
    const status = await run(['--node', 'seed', '--output', 'generated/seed/config.toml'], io);
    return { status, ...io.printed };
  };

  test.each(refusals)('$name: $code', async ({ text, code, says }) => {
    await writeFile(join(repository, 'lattice.toml'), text);
    const before = await snapshotTree(folder);
    const { status, out, err } = await command();
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain(`error[${code}]: `);
    expect(err).toMatch(/^ {2}hint: \S/m);
    for (const part of says) expect(err).toContain(part);
    expect(await snapshotTree(folder)).toEqual(before);
  });

  test('but one without faults is not', async () => {
    await writeFile(join(repository, 'lattice.toml'), seed);
    expect(await command()).toMatchObject({ status: 0, err: 'created generated/seed/config.toml\n' });
    expect(await command()).toMatchObject({ status: 0, err: 'unchanged generated/seed/config.toml\n' });
  });

  test('and an edit by hand is not written over', async () => {
    const file = join(repository, 'generated/seed/config.toml');
    await writeFile(file, '# mine\n');
    expect(await command()).toMatchObject({
      status: 2,
      err: expect.stringContaining('error[OUTPUT_EDITED]'),
    });
    expect(await readFile(file, 'utf8')).toBe('# mine\n');
    await writeFile(join(repository, 'lattice.toml'), `${seed}[config.rust]\nchannel = "beta"\n`);
    await rm(file);
    expect(await command()).toMatchObject({ status: 0, err: 'created generated/seed/config.toml\n' });
    await writeFile(join(repository, 'lattice.toml'), seed);
    expect(await command()).toMatchObject({ status: 0, err: 'changed generated/seed/config.toml\n' });
  });
});
