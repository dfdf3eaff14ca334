// A new user's first steps: `init`, `generate`, `build`, in an empty folder and in a repository with a flake of its own.
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runNix, runProgram } from '@flake-lattice/programs';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { run } from '../../packages/cli/src/command.js';
import { captureIo } from '../testing/capture-io.js';
import {
  describeWithNix,
  environmentWith,
  newestNix,
  type TestedNix,
  workspaceRoot,
} from '../testing/nixes.js';

const patience = 60_000;
let top: string;

beforeEach(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), 'flake-lattice-first-')));
});
afterEach(() => rmSync(top, { recursive: true, force: true }));

/** The printed result of a subcommand that has to succeed. */
async function done(nix: TestedNix, ...args: readonly string[]): Promise<string> {
  const io = captureIo({ cwd: top, env: environmentWith(nix) });
  const status = await run(args, io);
  expect({ args, status, err: status === 0 ? '' : io.printed.err }).toEqual({ args, status: 0, err: '' });
  return io.printed.out;
}

async function ask(nix: TestedNix, ...args: readonly string[]): Promise<string> {
  const unused = { text: '', major: 0, minor: 0 };
  const result = await runNix({ path: nix.path, version: unused }, args, {
    cwd: top,
    env: environmentWith(nix),
  });
  expect({ args, exitCode: result.exitCode, err: result.exitCode === 0 ? '' : result.stderr }).toEqual({
    args,
    exitCode: 0,
    err: '',
  });
  return result.stdout.trim();
}

async function git(...args: readonly string[]): Promise<string> {
  const { stdout } = await runProgram('git', args, { cwd: top, env: environmentWith(newestNix) });
  return stdout;
}

const build = ['build', '--no-link', '--print-out-paths'];

describeWithNix('an empty folder', (nix) => {
  test(
    'becomes a lattice that builds, whose shell has what all nodes give, and that doctor has nothing against',
    async () => {
      await done(nix, 'init', '--yes', '--host-tools');
      await done(nix, 'generate');
      await done(nix, 'build');
      const throughRoot = await ask(nix, ...build, '.#dev');
      expect(await ask(nix, ...build, './generated#dev')).toBe(throughRoot);
      expect(await ask(nix, 'develop', '--command', 'printenv', 'EDITOR')).toBe('vi');
      expect(await ask(nix, 'develop', '.#dev', '--command', 'printenv', 'CARGO_TERM_COLOR')).toBe('always');
      const advised = /nix (develop .*)/g;
      for (const [, command = ''] of readFileSync(join(top, 'lattice.toml'), 'utf8').matchAll(advised)) {
        const [verb = '', flake = '', ...rest] = command.split(' ');
        await ask(nix, verb, flake, ...(rest.length > 0 ? rest : ['-c', 'true']));
      }
      expect(readdirSync(join(top, 'generated/dev'))).toEqual(['config.toml', 'flake.nix']);
      await ask(nix, 'flake', 'check', '--no-update-lock-file');
      await done(nix, 'check');
      if (nix !== newestNix) return;
      await done(nix, 'doctor');
      expect(await ask(nix, ...build, './generated/dev')).toBe(throughRoot);
      expect(await ask(nix, 'develop', './generated/dev', '--command', 'printenv', 'EDITOR')).toBe('vi');
    },
    patience,
  );
});

describeWithNix('a repository with a flake of its own', (nix) => {
  const rootFlake = `{
  description = "Mine";

  # What we build with.
  inputs.nixpkgs.url = "path:./np"; # ours

  outputs = inputs@{ self, nixpkgs, ... }: {
    packages.x86_64-linux.mine = (import nixpkgs { system = "x86_64-linux"; }).writeText "mine" "mine";
  };
}
`;

  test(
    'keeps its flake but for the lines that are added, and builds as it did',
    async () => {
      await runProgram('cp', ['-R', join(workspaceRoot, 'nix/host-nixpkgs'), join(top, 'np')], {
        cwd: top,
        env: environmentWith(nix),
      });
      write('flake.nix', rootFlake);
      await git('init', '--quiet');
      await git('add', '.');
      const before = await ask(nix, ...build, '.#mine');
      await done(nix, 'init', '--yes');
      const lines = readFileSync(join(top, 'flake.nix'), 'utf8').split('\n');
      const added = lines.filter((line) => !rootFlake.split('\n').includes(line));
      expect(added).toEqual([
        '  inputs.lattice.url = "path:./generated";',
        '  inputs.lattice.inputs.nixpkgs.follows = "nixpkgs";',
        '  outputs = inputs@{ self, nixpkgs, lattice, ... }: {',
      ]);
      expect(readFileSync(join(top, 'lattice.toml'), 'utf8')).toContain('url = "path:./np"\n');
      await done(nix, 'generate');
      await done(nix, 'build');
      expect(await ask(nix, ...build, '--no-update-lock-file', '.#mine')).toBe(before);
      write(
        'flake.nix',
        lines
          .join('\n')

          .replace('    packages.', '    inherit (lattice) devShells;\n    packages.'),
      );
      expect(await ask(nix, 'develop', '.#dev', '--command', 'printenv', 'EDITOR')).toBe('vi');
    },
    patience,
  );
});

function write(file: string, text: string): void {
  mkdirSync(dirname(join(top, file)), { recursive: true });
  writeFileSync(join(top, file), text);
}

describeWithNix('a person at a terminal', () => {
  const command = `stty rows 40 cols 100; node ${join(workspaceRoot, 'packages/cli/bin/flake-lattice.js')} init --host-tools`;

  /** Chooses a template, and answers, each once its question is there. */
  async function answer(choice: string, keys: string): Promise<{ printed: string; exitCode: number }> {
    const script = `exec 3> >(script --quiet --return --command '${command}' /dev/null > printed; echo $? > ended)
      asked() { for _ in {1..200}; do grep --quiet "$1" printed 2> /dev/null && break; sleep 0.1; done; sleep 0.5; }
      asked 'begin with'; printf '${choice}' >&3
      asked 'Write this'; printf '${keys}' >&3
      for _ in {1..200}; do test -s ended && break; sleep 0.1; done`;
    const env = {
      ...environmentWith(newestNix),
      PATH: `${dirname(process.execPath)}:/usr/bin:/bin`,
      TERM: 'xterm',
    };
    await runProgram('bash', ['-c', script], { cwd: top, env });
    const [printed, ended] = ['printed', 'ended'].map((file) => readFileSync(join(top, file), 'utf8'));
    return { printed: printed as string, exitCode: Number(ended) };
  }

  const chosenFirst = '\\r';
  const chosenSecond = '\\033[B\\r';

  test(
    'chooses what it begins with, is shown what would be written, and asked; `no` writes nothing',
    async () => {
      const no = await answer(chosenFirst, 'n');
      expect(no.printed).toContain('dev shells of a team');
      expect(no.printed).toMatch(/would be created {2}lattice\.toml/);
      expect(no.printed).toContain('nothing was written');
      expect(no.exitCode).toBe(2);
      expect(await git('status', '--porcelain')).toBe('');
      rmSync(join(top, 'printed'));
      rmSync(join(top, 'ended'));
      const yes = await answer(chosenSecond, 'y');
      expect(yes.exitCode).toBe(0);
      expect(await git('ls-files', 'lattice.toml')).toBe('lattice.toml\n');
      expect(readFileSync(join(top, 'lattice.toml'), 'utf8')).toContain('[node.production]\n');
    },
    patience,
  );
}, [newestNix]);
