// For tests: repositories of hand-written flakes, in the shapes that people write, with externals of their own in git
// repositories beside them; what the flakes evaluate to, and the command run among them.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from '../../packages/cli/src/command.js';
import { captureIo } from '../testing/capture-io.js';
import { environmentWith, newestNix, workspaceRoot } from '../testing/nixes.js';
import { helperFlake, systemsFlake } from './adopt-shapes.fixture.js';

export interface Externals {
  readonly top: string;
  /** References: to a branch, and to a commit. */
  readonly nixpkgs: { readonly stable: string; readonly main: string; readonly pinned: string };
  readonly utils: string;
}

export interface FlakeRepository {
  readonly root: string;
  readonly read: (path: string) => string;
  readonly write: (path: string, text: string) => void;
  readonly git: (...args: readonly string[]) => string;
  readonly nix: (...args: readonly string[]) => string;
  readonly run: (
    ...args: readonly string[]
  ) => Promise<{ readonly status: number; readonly out: string; readonly err: string }>;
  readonly runIn: (
    folder: string,
    ...args: readonly string[]
  ) => Promise<{ readonly status: number; readonly out: string; readonly err: string }>;
}

const env = {
  ...environmentWith(newestNix),
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_AUTHOR_NAME: 'Test',
  GIT_AUTHOR_EMAIL: 'test@example.org',
  GIT_COMMITTER_NAME: 'Test',
  GIT_COMMITTER_EMAIL: 'test@example.org',
};

export function makeExternals(): Externals {
  const top = realpathSync(mkdtempSync(join(tmpdir(), 'flake-lattice-adopt-')));
  const nixpkgs = join(top, 'nixpkgs');
  cpSync(join(workspaceRoot, 'nix/host-nixpkgs'), nixpkgs, {
    recursive: true,
    filter: (file) => !/\.ts$|\/fixtures$/.test(file),
  });
  const systems = makeRepository(join(top, 'systems'), { 'flake.nix': systemsFlake });
  const utils = makeRepository(join(top, 'utils'), {
    'flake.nix': helperFlake(`git+file://${systems}`),
  });
  execute(newestNix.path, ['flake', 'lock', utils], utils);
  commit(utils, 'Lock');
  makeRepository(nixpkgs, {}, 'stable');
  execute('git', ['checkout', '--quiet', '-b', 'main'], nixpkgs);
  writeFileSync(join(nixpkgs, 'NEWS'), 'A later revision.\n');
  commit(nixpkgs, 'Later');
  const rev = execute('git', ['rev-parse', 'stable'], nixpkgs).trim();
  return {
    top,
    nixpkgs: {
      stable: `git+file://${nixpkgs}?ref=stable`,
      main: `git+file://${nixpkgs}?ref=main`,
      pinned: `git+file://${nixpkgs}?ref=stable&rev=${rev}`,
    },
    utils: `git+file://${utils}`,
  };
}

/** @param locked folders whose flake is to have a lock, as Nix writes it */
export function makeFlakes(
  { top }: Externals,
  name: string,
  files: Readonly<Record<string, string>>,
  locked: readonly string[] = [],
): FlakeRepository {
  const root = makeRepository(join(top, name), files);
  for (const folder of locked) execute(newestNix.path, ['flake', 'lock', join(root, folder)], root);
  if (locked.length > 0) commit(root, 'Lock');
  const runIn: FlakeRepository['runIn'] = async (folder, ...args) => {
    const io = captureIo({ cwd: join(root, folder), env });
    return { status: await run(args, io), ...io.printed };
  };
  return {
    root,
    read: (path) => readFileSync(join(root, path), 'utf8'),
    write: (path, text) => writeFileSync(join(root, path), text),
    git: (...args) => execute('git', args, root),
    nix: (...args) => execute(newestNix.path, args, root),
    run: (...args) => runIn('.', ...args),
    runIn,
  };
}

export function remove({ top }: Pick<Externals, 'top'>): void {
  rmSync(top, { recursive: true, force: true });
}

/** All derivations of all flakes, by folder: packages, shells and checks; and of which revision modules and overlays are. */
export function evaluate({ root, nix }: FlakeRepository, folders: readonly string[]): unknown {
  const flakes = folders.map((folder) => `${JSON.stringify(folder)} = "git+file://${root}?dir=${folder}";`);
  return JSON.parse(
    nix(
      'eval',
      '--impure',
      '--json',
      '--expr',
      `let
        derivations = builtins.mapAttrs (_: builtins.mapAttrs (_: builtins.mapAttrs (_: made: made.drvPath)));
        wanted = { packages = null; devShells = null; checks = null; };
        outputs = flake: derivations (builtins.intersectAttrs wanted flake.outputs) // { told = flake.told or null; };
      in builtins.mapAttrs (_: url: outputs (builtins.getFlake url)) { ${flakes.join(' ')} }`,
    ),
  );
}

export function countLockNodes({ read }: FlakeRepository, lock: string): number {
  return Object.keys(JSON.parse(read(lock)).nodes).length - 1;
}

function makeRepository(root: string, files: Readonly<Record<string, string>>, branch = 'main'): string {
  mkdirSync(root, { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  execute('git', ['init', '--quiet', `--initial-branch=${branch}`, '.'], root);
  commit(root, 'Begin');
  return root;
}

function commit(root: string, message: string): void {
  execute('git', ['add', '--all'], root);
  execute('git', ['commit', '--quiet', `--message=${message}`], root);
}

const settings = 'extra-experimental-features = nix-command flakes\nwarn-dirty = false';

function execute(program: string, args: readonly string[], cwd: string): string {
  const around = program === 'git' ? env : { ...env, NIX_CONFIG: settings };
  return execFileSync(program, args, {
    cwd,
    env: around,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Folders of the flakes among files. */
export function foldersOf(files: Readonly<Record<string, string>>): readonly string[] {
  const flakes = Object.keys(files).filter((path) => /(?:^|\/)flake\.nix$/.test(path));
  return flakes.map((path) => path.replace(/\/?flake\.nix$/, ''));
}
