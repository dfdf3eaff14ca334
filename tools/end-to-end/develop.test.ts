// `flake-lattice develop` as a process of its own: what is seen in the shell of a node, and how it ends.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type LatticeProject, makeLatticeProject } from '../testing/lattice-project.js';
import { environmentWith, newestNix, workspaceRoot } from '../testing/nixes.js';

const program = join(workspaceRoot, 'packages/cli/bin/flake-lattice.js');
const patience = 120_000;

/** All that no program takes for the end of a text: NUL is in no variable. */
const controls = Array.from({ length: 32 }, (_, code) => String.fromCharCode(code))
  .slice(1)
  .concat('\u007f\u0085')
  .join('');

/** JSON escapes as TOML does, but for what TOML refuses as it is. */
function inToml(text: string): string {
  return JSON.stringify(text).replaceAll('\u007f', '\\u007f');
}

const lattice = `[lattice]
schema = 1

[inputs.nixpkgs]
url = "path:./nixpkgs"

[config.env]
BUILDER = "has it"

[node.base]
template = "shell"
packages = ["jq"]
env = { LEVEL = "base" }

[node.dev]
extends = ["base"]
template = "shell"
env = { TOP = "it's \${high}" }

[node.painted]
template = "package"
env = { CONTROLS = ${inToml(`'${controls}7'`)}, BOLD = "\\u001b[1;32m" }
script = "printf '\\u001b[0m%s' \\"$CONTROLS\\" >$out"

[node.above]
extends = ["painted"]
template = "shell"
script = "export RESET='\\u001b[0m'"

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

  test(
    'control characters of a node reach its shell, those above and its build as they are',
    async () => {
      const script = 'printf "%s|%s|%s" "$CONTROLS" "$BOLD" "${RESET-}"';
      const seen = async (node: string) => (await begin(node, '--', 'bash', '-c', script).ended).out;
      expect(await seen('painted')).toBe(`'${controls}7'|\u001b[1;32m|`);
      expect(await seen('above')).toBe(`'${controls}7'|\u001b[1;32m|\u001b[0m`);
      const [{ output }] = JSON.parse((await project.run('build', 'painted', '--json')).out).built;
      expect(await readFile(output, 'utf8')).toBe(`\u001b[0m'${controls}7'`);
    },
    patience,
  );

  test(
    'variables of the configuration are for who reads config.toml, as the reference says, and in no shell',
    async () => {
      const script = 'echo "${BUILDER-none}"; grep BUILDER "$LATTICE_CONFIG"';
      const { out } = await begin('base', '--', 'bash', '-c', script).ended;
      expect(out).toBe('none\nBUILDER = "has it"\n');
      const reference = await readFile(join(workspaceRoot, 'docs/reference/lattice-toml.md'), 'utf8');
      expect(reference.split('## `[config.env]`')[1]).toMatch(
        /^\n\n.*reads config\.toml; no shell.*`\[node\.NAME\.env\]`/,
      );
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
