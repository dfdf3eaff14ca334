// The tasks of nodes as Nx runs them: in batches, each with a result of its own, and what Nx keeps of them is never stale.
import { readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type LatticeProject, makeLatticeProject } from '../testing/lattice-project.js';
import { makeNxWorkspace, type NxWorkspace } from '../testing/nx-workspace.js';

const lattice = `
[inputs.nixpkgs]
url = "path:./nixpkgs"

[node.seed]

[node.left]
extends = ["seed"]
template = "package"
source = "words"
script = "cat word.txt > $out"

[node.right]
extends = ["seed"]
template = "shell"

[node.top]
extends = ["left", "right"]
template = "shell"
`;

let project: LatticeProject;
let workspace: NxWorkspace;

beforeAll(async () => {
  project = await makeLatticeProject({
    nixpkgs: 'stand-in',
    files: { 'lattice.toml': lattice, 'words/word.txt': 'one\n' },
  });
  workspace = makeNxWorkspace(project.root);
  expect((await project.run('generate')).status).toBe(0);
  project.git('add', '--all');
  project.git('commit', '--quiet', '--message=Generated');
}, 120_000);
afterAll(() => project.remove());
afterEach(() => {
  project.git('checkout', '--quiet', '--', '.');
});

interface Ran {
  readonly exitCode: number;
  readonly printed: string;
}

async function run(...args: string[]): Promise<Ran> {
  const { exitCode, stdout, stderr } = await workspace.nx(...args, '--output-style=static');
  return { exitCode, printed: stdout + stderr };
}

/** Whether the build of a node came from what Nx keeps. */
async function isKept(node: string): Promise<boolean> {
  const { exitCode, printed } = await run('run', `generated/${node}:build`);
  expect([exitCode, printed]).toEqual([0, expect.anything()]);
  return new RegExp(`nx run generated/${node}:build {2}\\[.*cache`).test(printed);
}

/** Nx ends so too where tasks were not run. */
function endedInFailure(exitCode: number): boolean {
  return exitCode === 1 || exitCode === 130;
}

/** Of the list that Nx prints below a line, sorted. */
function namesAfter(printed: string, line: string): readonly string[] {
  const [, behind = ''] = printed.split(line);
  const [list = ''] = behind.split(/\n\n(?!-)/);
  return [...list.matchAll(/^- (\S+)/gm)].map(([, name = '']) => name).sort();
}

/** Where Nix puts the node, which Nx has no part in. */
async function truth(node: string): Promise<string> {
  const { status, out, err } = await project.run('build', node);
  expect([status, err]).toEqual([0, expect.anything()]);
  return out.trim().replace(/^\S+\s+/, '');
}

/** What Nx prints of the task, kept or new. */
async function built(node: string): Promise<string> {
  const { exitCode, printed } = await run('run', `generated/${node}:build`, '--no-batch');
  expect([exitCode, printed]).toEqual([0, expect.anything()]);
  return printed.split('\n').findLast((line) => line.includes('/store/') && !line.includes(' ')) ?? '';
}

describe('a batch', () => {
  test('is one run, and names what changed in each node', async () => {
    await project.write('lattice.toml', lattice.replace('[node.right]', '[node.right]\ndescription = "R"'));
    const { exitCode, printed } = await run('run-many', '-t', 'generate');
    expect([exitCode, printed]).toEqual([0, expect.stringContaining('Running 5 tasks with')]);
    expect(project.git('status', '--short', 'generated').trim().split('\n')).toEqual([
      'M generated/.lattice/manifest.json',
      ' M generated/right/flake.nix',
    ]);
  });

  test('fails for the node that a person edited, and skips what is above it', async () => {
    await project.write('generated/left/flake.nix', `${read('generated/left/flake.nix')}# mine\n`);
    const { exitCode, printed } = await run('run-many', '-t', 'generate');
    expect(endedInFailure(exitCode)).toBe(true);
    expect(printed).toContain('edited           generated/left/flake.nix');
    expect(printed).toContain('hint: flake-lattice generate --merge');
    expect(namesAfter(printed, 'Tasks not run because')).toEqual([
      'generated/top:generate',
      'generated:generate',
    ]);
    expect(namesAfter(printed, 'Failed tasks:')).toEqual(['generated/left:generate']);
  });

  test('of builds goes on without what failed, and says what that printed', async () => {
    const broken = lattice.replace('cat word.txt > $out', 'echo so it broke; exit 3');
    await project.write('lattice.toml', broken);
    expect((await project.run('generate')).status).toBe(0);
    const { exitCode, printed } = await run('run-many', '-t', 'build');
    expect(endedInFailure(exitCode)).toBe(true);
    expect(printed).toContain('error[BUILD_FAILED]: building `left` failed');
    expect(printed).toContain('| so it broke');
    expect(namesAfter(printed, 'Tasks not run because')).toEqual(['generated/top:build', 'generated:build']);
    expect(namesAfter(printed, 'Failed tasks:')).toEqual(['generated/left:build']);
  });

  test('of a lattice that is refused fails with its error', async () => {
    await project.write('lattice.toml', lattice.replace('extends = ["left", "right"]', 'extends = ["lost"]'));
    const { exitCode, printed } = await run('run-many', '-t', 'generate');
    expect([endedInFailure(exitCode), printed]).toEqual([
      true,
      expect.stringContaining('error[NODE_UNKNOWN]'),
    ]);
  });

  test('of checks counts them', async () => {
    const { exitCode, printed } = await run('run-many', '-t', 'check', '--no-batch');
    expect([exitCode, printed]).toEqual([0, expect.stringContaining('1 check holds')]);
  });
});

function read(path: string): string {
  return readFileSync(join(project.root, path), 'utf8');
}

describe('what Nx keeps', () => {
  test('is given again where nothing changed, and is where Nix has it', async () => {
    const before = await truth('top');
    expect(await built('top')).toBe(before);
    expect(await isKept('top')).toBe(true);
    expect(await built('top')).toBe(before);
  });

  test.each([
    ['a source that a node below reads', 'words/word.txt', 'two\n'],
    ['a file that is new there', 'words/more.txt', 'more\n'],
    ['the nixpkgs of the repository', 'nixpkgs/extra.nix', '{ }\n'],
  ])('is not given after a change of %s', async (_, path, text) => {
    const before = await built('left');
    await project.write(path, text);
    project.git('add', '--all');
    try {
      expect(await isKept('left')).toBe(false);
      expect(await built('left')).toBe(await truth('left'));
      if (path.startsWith('words/')) expect(await truth('left')).not.toBe(before);
    } finally {
      project.git('reset', '--quiet', '--hard');
    }
    expect(await built('left')).toBe(before);
  });

  test('is given again for all that an edit is not about', async () => {
    await run('run-many', '--targets=build');
    await project.write('words/word.txt', 'three\n');
    const { stdout } = await workspace.nx('show', 'projects', '--affected', '--base=HEAD', '--json');
    const affected = (JSON.parse(stdout) as string[]).filter((name) => name.startsWith('generated'));
    const { printed } = await run('run-many', '--targets=build');
    const builds = [...printed.matchAll(/nx run (\S+):build(?: {2}\[(.*cache.*)\])?$/gm)];
    const again = builds.filter(([, , kept]) => kept === undefined).map(([, name]) => name);
    expect(affected.sort()).toEqual(['generated', 'generated/left', 'generated/top']);
    expect(builds).toHaveLength(5);
    expect(again.sort()).toEqual(affected);
  });

  test('is of the files that `generate` wrote in the same run, not of those before', async () => {
    const before = await built('top');
    const changed = lattice.replace('cat word.txt > $out', 'cat word.txt word.txt > $out');
    await project.write('lattice.toml', changed);
    const after = await built('top');
    expect(after).not.toBe(before);
    expect(after).toBe(await truth('top'));
    // The same files before a run that changes nothing are those of the first build again.
    project.git('checkout', '--quiet', '--', '.');
    expect(await built('top')).toBe(before);
    await project.write('lattice.toml', changed.replace('[node.right]', '[node.right]\npackages = ["jq"]'));
    expect(await built('top')).toBe(await truth('top'));
  });

  test('is not given where what was built has left the store', async () => {
    await built('top');
    const outputs = join(project.root, '.nx/flake-lattice/outputs');
    const [name = ''] = readdirSync(outputs);
    rmSync(join(outputs, name));
    symlinkSync(join(project.root, 'gone'), join(outputs, name));
    expect([await isKept('top'), await isKept('top')]).toEqual([false, true]);
  });
});

describe('names', () => {
  test('with slashes are taken wherever Nx takes a project', async () => {
    const projects = async (...args: string[]) => {
      const { stdout } = await workspace.nx('show', 'projects', '--json', ...args);
      return (JSON.parse(stdout) as readonly string[]).toSorted();
    };
    const nodes = ['left', 'right', 'seed', 'top'].map((node) => `generated/${node}`);
    expect(await projects()).toEqual(['generated', ...nodes]);
    expect(await projects('--projects=generated/*')).toEqual(nodes);
    expect(await projects('--projects=generated/left,generated')).toEqual(['generated', 'generated/left']);
    expect(await projects('--projects=*,!generated/*')).toEqual(['generated']);
    expect(await projects('--affected', '--files=generated/left/flake.nix')).toEqual([
      'generated',
      'generated/left',
      'generated/top',
    ]);
    for (const args of [
      ['build', 'generated/left'],
      ['build', 'left'],
      ['run', 'generated/left:build'],
      ['affected', '-t', 'build', '--files=generated/left/flake.nix'],
    ]) {
      const { exitCode, printed } = await run(...args);
      expect([args, exitCode, printed]).toEqual([args, 0, expect.anything()]);
    }
  });

  test('may be those of the nodes', async () => {
    const plugin = { plugin: '@flake-lattice/nx', options: { projectNames: 'node' } };
    const before = read('nx.json');
    await project.write('nx.json', JSON.stringify({ ...JSON.parse(before), plugins: [plugin] }));
    const { stdout } = await workspace.nx('show', 'projects', '--json');
    expect((JSON.parse(stdout) as readonly string[]).toSorted()).toEqual([
      'generated',
      'left',
      'right',
      'seed',
      'top',
    ]);
    expect((await run('build', 'top')).exitCode).toBe(0);
  });
});

test('a shell of a node runs a command', async () => {
  const { exitCode, stdout } = await workspace.nx(
    'develop',
    'generated/right',
    '--command=echo "see $LATTICE_CONFIG"',
    '--output-style=static',
  );
  expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/see \S+-config\.toml/)]);
  const failing = await workspace.nx(
    'develop',
    'generated/right',
    '--command=exit 7',
    '--output-style=static',
  );
  expect(failing.exitCode).toBe(1);
});
