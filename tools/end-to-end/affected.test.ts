// What is affected by an edit, as Nix says: flake-lattice affected and ci, in real repositories with real Nix.
import { execFileSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { run } from '../../packages/cli/src/command.js';
import { captureIo } from '../testing/capture-io.js';
import { type LatticeProject, makeLatticeProject } from '../testing/lattice-project.js';
import { environmentWith, newestNix } from '../testing/nixes.js';

const lattice = `[lattice]
schema = 1

[inputs.nixpkgs]
url = "path:./nixpkgs"

[node.seed]
description = "The seed"

[node.tool]
extends = ["seed"]
template = "package"
source = "tool"
script = "cp text $out"

[node.other]
extends = ["seed"]
template = "shell"

[node.both]
extends = ["tool", "other"]
template = "check"
script = "true"
`;

let project: LatticeProject;

interface Printed {
  readonly base: { readonly name: string; readonly commit: string };
  readonly affected: readonly {
    readonly node: string;
    readonly change: string;
    readonly outputs: string[];
  }[];
  readonly removed: readonly string[];
  readonly unaffected: number;
}

const affected = async (...args: string[]): Promise<Printed> => {
  const { status, out, err } = await project.run('affected', '--json', ...args);
  expect([status, err]).toEqual([0, expect.stringContaining('affected since')]);
  return JSON.parse(out) as Printed;
};

const commit = (message: string) => {
  project.git('add', '--all');
  project.git('commit', '--quiet', `--message=${message}`);
};

const generate = async () => expect((await project.run('generate')).status).toBe(0);

beforeAll(async () => {
  project = await makeLatticeProject({
    files: { 'lattice.toml': lattice, 'tool/text': 'one\n', README: 'one\n' },
    nixpkgs: 'stand-in',
  });
  project.git('tag', 'before');
  await generate();
  commit('Generate');
  project.git('tag', 'generated');
});

afterAll(() => project.remove());

describe('affected', () => {
  test('where nothing was generated before, every node is new', async () => {
    const { affected: nodes, base } = await affected('--base', 'before');
    expect(base.name).toBe('before');
    expect(nodes.map(({ node, change }) => [node, change])).toEqual([
      ['both', 'added'],
      ['other', 'added'],
      ['seed', 'added'],
      ['tool', 'added'],
    ]);
  });

  test('an edit of a source is about its node and all above, and not about the shell that does not use it', async () => {
    await project.write('tool/text', 'two\n');
    await project.write('README', 'two\n');
    const { affected: nodes, unaffected } = await affected();
    expect(nodes.map(({ node }) => node)).toEqual(['both', 'tool']);
    expect(nodes.find(({ node }) => node === 'tool')?.outputs).toEqual(['package', 'check']);
    expect(unaffected).toBe(2);
    commit('Edit the source');
    expect((await affected()).affected).toEqual([]);
    expect((await affected('--base', 'HEAD~1')).affected.map(({ node }) => node)).toEqual(['both', 'tool']);
  });

  test('a comment in lattice.toml or in a flake, and a lock, are about nothing', async () => {
    await project.write('lattice.toml', `# A comment.\n${lattice}`);
    await generate();
    commit('Comment');
    expect((await affected('--base', 'HEAD~1')).affected).toEqual([]);
  });

  test('a configuration is about all that build upon it; a node that goes is told', async () => {
    await project.write(
      'lattice.toml',
      lattice
        .replace('"The seed"\n', '"The seed"\n[node.seed.config.build]\njobs = 3\n')
        .replace('[node.other]', '[node.another]')
        .replace('"tool", "other"', '"tool", "another"'),
    );
    await generate();
    const { affected: nodes, removed, unaffected } = await affected();
    expect(nodes.map(({ node, change }) => `${node} ${change}`)).toEqual([
      'another added',
      'both changed',
      'seed changed',
      'tool changed',
    ]);
    expect([removed, unaffected]).toEqual([['other'], 0]);
  });

  test('two revisions are compared whatever lies in the work tree', async () => {
    const { affected: nodes } = await affected('--base', 'generated', '--head', 'HEAD');
    expect(nodes.map(({ node }) => node)).toEqual(['both', 'tool']);
  });

  test('what a person reads is a table', async () => {
    const { out, err } = await project.run('affected', '--base', 'generated', '--head', 'HEAD');
    expect(out).toBe(
      'NODE  CHANGE   OUTPUTS\nboth  changed  package, shell, check\ntool  changed  package, check\n',
    );
    expect(err).toMatch(/^2 of 4 nodes affected since generated \([0-9a-f]{10}\)\n$/);
  });

  test('an unknown revision, and one that a shallow clone lacks, are refused', async () => {
    expect(await project.run('affected', '--base', 'no-such')).toMatchObject({
      status: 2,
      out: '',
      err: expect.stringContaining('error[REVISION_UNKNOWN]'),
    });
    const shallow = `${project.root}-shallow`;
    execFileSync('git', ['clone', '--quiet', '--depth=1', `file://${project.root}`, shallow]);
    try {
      const io = captureIo({ cwd: shallow, env: environmentWith(newestNix) });
      expect(await run(['affected', '--base', 'HEAD~1'], io)).toBe(2);
      expect(io.printed.err).toContain('error[REVISION_NOT_FETCHED]');
      const same = captureIo({ cwd: shallow, env: environmentWith(newestNix) });
      expect(await run(['affected'], same)).toBe(0);
      expect(same.printed.err).toMatch(/^0 of 4 nodes affected since HEAD/);
    } finally {
      await rm(shallow, { recursive: true, force: true });
    }
  });

  test('a system that is no name is no code either', async () => {
    const { status, out } = await project.run('affected', '--json', '--system', '"; throw "${toString 1}');
    expect(status).toBe(0);
    expect((JSON.parse(out) as Printed).affected).toEqual([]);
  });
});

describe('ci', () => {
  test('all nodes, or those that are affected, by rank', async () => {
    const all = await project.run('ci', '--shards', '2');
    expect(JSON.parse(all.out)).toEqual({
      stages: [
        { rank: 0, jobs: [{ shard: 1, nodes: ['seed'] }] },
        {
          rank: 1,
          jobs: [
            { shard: 1, nodes: ['another'] },
            { shard: 2, nodes: ['tool'] },
          ],
        },
        { rank: 2, jobs: [{ shard: 1, nodes: ['both'] }] },
      ],
    });
    const some = await project.run('ci', '--base', 'generated', '--head', 'HEAD', '--provider', 'github');
    expect(some.out).toBe(
      'any=true\nmatrix={"include":[{"rank":1,"shard":1,"nodes":"tool"},{"rank":2,"shard":1,"nodes":"both"}]}\n',
    );
  });

  test.each([
    [['--provider', 'other']],
    [['--shards', '0']],
    [['--shards', 'x']],
    [['--json', '--provider', 'github']],
  ])('%j is refused', async (args) => {
    expect(await project.run('ci', ...args)).toMatchObject({
      status: 2,
      out: args.includes('--json') ? expect.stringContaining('"code": "USAGE"') : '',
      err: expect.stringContaining('error[USAGE]'),
    });
  });

  test('the jobs build, one stage after the other', async () => {
    const { out } = await project.run('ci');
    const { stages } = JSON.parse(out) as { stages: { jobs: { nodes: string[] }[] }[] };
    for (const { nodes } of stages.flatMap(({ jobs }) => jobs)) {
      expect((await project.run('build', ...nodes)).status).toBe(0);
    }
  });
});

test('a path with characters that mean something in a URL is taken as it is', async () => {
  const odd = join(project.root, 'odd #?%20 folder');
  execFileSync('git', ['clone', '--quiet', `file://${project.root}`, odd]);
  const io = captureIo({ cwd: odd, env: environmentWith(newestNix) });
  expect([await run(['affected', '--head', 'HEAD'], io), io.printed.err]).toEqual([
    0,
    expect.stringContaining('0 of 4 nodes affected'),
  ]);
});
