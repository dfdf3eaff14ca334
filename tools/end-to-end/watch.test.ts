// flake-lattice generate --watch, as a person runs it: a process that goes on, with sources edited meanwhile.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import { type LatticeProject, makeLatticeProject } from '../testing/lattice-project.js';
import { environmentWith, newestNix, workspaceRoot } from '../testing/nixes.js';

const lattice = (more = '') => `[lattice]
schema = 1

[inputs.nixpkgs]
url = "path:./nixpkgs"

[node.seed]
template = "own.nix.eta"
${more}`;

const template = (text: string) => `{
  description = <%= it.description %>;
  inputs = <%= it.inputs %>;
  # ${text}
  outputs = _: { };
}
`;

const command = join(workspaceRoot, 'packages/cli/bin/flake-lattice.js');
let project: LatticeProject;
let watching: ChildProcess | undefined;
let said = '';

afterEach(async () => {
  watching?.kill('SIGINT');
  if (watching?.exitCode === null && watching.signalCode === null) await once(watching, 'exit');
  await project.remove();
});

function start([program = '', ...args]: readonly string[]): ChildProcess {
  said = '';
  watching = spawn(program, args, {
    cwd: project.root,
    env: environmentWith(newestNix),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [watching.stdout, watching.stderr]) stream?.on('data', (text) => (said += text));
  return watching;
}

const until = async (isSo: () => boolean) => {
  for (let waited = 0; waited < 30_000; waited += 50) {
    if (isSo()) return;
    await setTimeout(50);
  }
  throw new Error(`it did not come; said so far:\n${said}`);
};

const flake = (node: string) => join(project.root, 'generated', node, 'flake.nix');
const holds = (node: string, text: string) => () =>
  existsSync(flake(node)) && readFileSync(flake(node), 'utf8').includes(text);
const waits = () => said.split('waiting for a source to change').length - 1;

test('what is edited is generated, a fault is told and mended, and new sources are watched too', async () => {
  project = await makeLatticeProject({
    files: {
      'lattice.toml': lattice(),
      'own.nix.eta': template('first'),
      'other.nix.eta': template('other'),
    },
  });
  start([process.execPath, command, 'generate', '--watch']);
  await until(() => waits() === 1);
  expect(holds('seed', '# first')()).toBe(true);

  await project.write('own.nix.eta', template('second'));
  await until(holds('seed', '# second'));
  await until(() => waits() === 2);

  await project.write('lattice.toml', lattice('[node.dev\n'));
  await until(() => said.includes('error[CONFIG_SYNTAX]'));
  await until(() => waits() === 3);

  await project.write(
    'lattice.toml',
    lattice('[node.dev]\nextends = ["seed"]\ntemplate = "other.nix.eta"\n'),
  );
  await until(holds('dev', '# other'));
  await until(() => waits() === 4);

  await project.write('other.nix.eta', template('third'));
  await until(holds('dev', '# third'));
}, 120_000);

test('what was at fault at the start is generated once it is mended', async () => {
  project = await makeLatticeProject({
    files: { 'lattice.toml': lattice(), 'own.nix.eta': '{ outputs = <%= it.' },
  });
  start([process.execPath, command, 'generate', '--watch']);
  await until(() => waits() === 1);
  expect(said).toContain('error[TEMPLATE_SYNTAX]');
  await project.write('own.nix.eta', template('mended'));
  await until(holds('seed', '# mended'));
}, 120_000);

const noWatches = 'echo 0 > /proc/sys/user/max_inotify_watches && exec "$@"';
const unshared = ['unshare', '--user', '--map-root-user', 'sh', '-c', noWatches, 'sh'] as const;

describeWhereUnshared('a user who may have no more watches', () => {
  test.each([
    ['generate', '--watch'],
    ['graph', '--serve'],
  ])(
    'is told so by %s %s, which ends',
    async (...args) => {
      project = await makeLatticeProject({
        files: { 'lattice.toml': lattice(), 'own.nix.eta': template('first') },
      });
      const [status] = await once(start([...unshared, process.execPath, command, ...args]), 'exit');
      expect({ status, said }).toEqual({
        status: 2,
        said: expect.stringMatching(/error\[WATCH_FAILED\].*ENOSPC.*\n {2}hint: sudo sysctl fs\.inotify/),
      });
    },
    120_000,
  );
});

test.each([['--dry-run'], ['--json']])('--watch and %s are refused', async (option) => {
  project = await makeLatticeProject({ files: { 'lattice.toml': lattice() } });
  expect(await project.run('generate', '--watch', option)).toMatchObject({
    status: 2,
    err: expect.stringContaining('error[USAGE]'),
  });
});

/** Without a user namespace it is a test that fails in CI, and says so elsewhere. */
function describeWhereUnshared(name: string, suite: () => void): void {
  describe(name, () => {
    const [program, ...args] = unshared;
    if (spawnSync(program, [...args, 'true']).status === 0) return suite();
    test('NOT RUN: this machine gives no user namespace', () => {
      if (process.env.CI) throw new Error('this machine gives no user namespace');
    });
  });
}
