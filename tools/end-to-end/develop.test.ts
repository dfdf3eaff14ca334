// `flake-lattice develop` as a process of its own: what is seen in the shell of a node, and how it ends.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type LatticeProject, makeLatticeProject } from '../testing/lattice-project.js';
import { environmentWith, newestNix, workspaceRoot } from '../testing/nixes.js';

const program = join(workspaceRoot, 'packages/cli/bin/flake-lattice.js');
const patience = 120_000;

const lattice = `[lattice]
schema = 1

[inputs.nixpkgs]
url = "path:./nixpkgs"

[node.base]
template = "shell"
packages = ["jq"]
env = { LEVEL = "base" }

[node.dev]
extends = ["base"]
template = "shell"
env = { TOP = "it's \${high}" }

[node.odd]
extends = ["base"]
template = "shell"
packages = ["noSuchPackage"]
`;

describe('develop', () => {
  let project: LatticeProject;

  beforeAll(async () => {
    project = await makeLatticeProject({ files: { 'lattice.toml': lattice }, nixpkgs: 'stand-in' });
    await project.run('generate');
  }, patience);
  afterAll(() => project.remove());

  function begin(...args: string[]) {
    const child = spawn(process.execPath, [program, 'develop', ...args], {
      cwd: project.root,
      env: environmentWith(newestNix),
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const told = { out: '', err: '' };
    child.stdout.on('data', (text) => {
      told.out += text;
    });
    child.stderr.on('data', (text) => {
      told.err += text;
    });
    return { child, told, ended: once(child, 'close').then(([status]) => ({ ...told, status })) };
  }

  test(
    'runs a command with what all nodes below have, and ends as it does',
    async () => {
      const script = 'echo "$LEVEL, $TOP"; type -p jq; echo "$0 $1"; exit 7';
      const { status, out } = await begin('dev', '--', 'bash', '-c', script, '--quiet', 'a b').ended;
      expect(out).toMatch(/^base, it's \$\{high\}\n\/.*-jq-host\/bin\/jq\n--quiet a b\n$/);
      expect(status).toBe(7);
    },
    patience,
  );

  test(
    'leaves no lock behind, and changes nothing',
    async () => {
      expect((await begin('dev', '--', 'true').ended).status).toBe(0);
      expect(await readdir(join(project.root, 'generated/dev'))).toEqual(['config.toml', 'flake.nix']);
      expect((await project.run('check')).status).toBe(0);
    },
    patience,
  );

  test(
    'leaves an interrupt to the command',
    async () => {
      const script = "trap 'echo interrupted; exit 3' INT; echo ready; while :; do sleep 0.1; done";
      const { child, ended } = begin('base', '--', 'bash', '-c', script);
      await once(child.stdout, 'data');
      process.kill(-Number(child.pid), 'SIGINT');
      expect(await ended).toMatchObject({ status: 3, out: 'ready\ninterrupted\n' });
    },
    patience,
  );

  test(
    'hands on what ends it',
    async () => {
      const { child, ended } = begin('base', '--', 'sh', '-c', 'echo ready; exec sleep 100');
      await once(child.stdout, 'data');
      child.kill('SIGTERM');
      expect((await ended).status).toBe(128 + 15);
    },
    patience,
  );

  test('refuses a node that is not there, or was not generated', async () => {
    expect(await project.run('develop', 'bse')).toMatchObject({
      status: 2,
      err: expect.stringMatching(/NODE_UNKNOWN.*`bse`\n.*did you mean `base`/),
    });
    await project.write('lattice.toml', `${lattice}\n[node.new]\ntemplate = "shell"\n`);
    expect(await project.run('develop', 'new')).toMatchObject({
      status: 2,
      err: expect.stringContaining('NODE_NOT_GENERATED'),
    });
    await project.write('lattice.toml', lattice);
  });

  test(
    'a build of a package that nixpkgs lacks says so in its first line',
    async () => {
      const { status, err } = await project.run('build', 'odd');
      expect(status).toBe(2);
      expect(err).toMatch(
        /^error\[EVALUATION_FAILED\]: Nix cannot evaluate `.*generated#odd`: node `odd`: nixpkgs has no package `noSuchPackage` for \S+$/m,
      );
      expect(err).not.toContain('«string»');
    },
    patience,
  );
});
