// For tests: a git repository with a lattice.toml in a folder of its own, and the command flake-lattice run in it.
import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from '../../packages/cli/src/command.js';
import type { SplitCrate } from '../../packages/cli/src/crates/split-crate.js';
import { captureIo } from './capture-io.js';
import { environmentWith, newestNix, type TestedNix, workspaceRoot } from './nixes.js';

export interface CommandResult {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

export interface LatticeProject {
  /** Absolute path, links resolved. */
  readonly root: string;
  /** Runs flake-lattice within this process. */
  readonly run: (...args: string[]) => Promise<CommandResult>;
  /** The same with further variables in its environment. */
  readonly runWith: (env: Readonly<Record<string, string>>, ...args: string[]) => Promise<CommandResult>;
  readonly write: (path: string, text: string) => Promise<void>;
  /** Runs git, and gives what it printed. */
  readonly git: (...args: string[]) => string;
  /** Runs git where it may fail, such as a merge with conflicts. */
  readonly tryGit: (...args: string[]) => void;
  readonly remove: () => Promise<void>;
}

export interface ProjectOptions {
  /** Texts by path; `lattice.toml` is one of them. */
  readonly files: Readonly<Record<string, string>>;
  /** The stand-in for nixpkgs, which builds, or a flake without outputs, which is enough to generate. */
  readonly nixpkgs?: 'stand-in' | 'empty';
  readonly nix?: TestedNix;
  /** In place of the splitting of crates that the command has. */
  readonly splitCrate?: SplitCrate;
}

export async function makeLatticeProject({
  files,
  nixpkgs = 'empty',
  nix = newestNix,
  splitCrate,
}: ProjectOptions): Promise<LatticeProject> {
  const root = await mkdtemp(join(await realpath(tmpdir()), 'lattice-project-'));
  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  };
  if (nixpkgs === 'empty') await write('nixpkgs/flake.nix', '{ outputs = _: { }; }\n');
  else {
    const from = join(workspaceRoot, 'nix/host-nixpkgs');
    await cp(from, join(root, 'nixpkgs'), {
      recursive: true,
      filter: (file) => !/\.ts$|\/fixtures$/.test(file),
    });
  }
  for (const [path, text] of Object.entries(files)) await write(path, text);
  const identity = [
    '-c',
    'user.name=Test',
    '-c',
    'user.email=test@example.org',
    '-c',
    'commit.gpgsign=false',
  ];
  const env = { ...environmentWith(nix), GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
  const git = (...args: string[]) =>
    execFileSync('git', [...identity, ...args], {
      cwd: root,
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  git('init', '--quiet', '--initial-branch=main', '.');
  git('add', '--all');
  git('commit', '--quiet', '--message=Begin');
  const runWith: LatticeProject['runWith'] = async (more, ...args) => {
    const io = {
      ...captureIo({ cwd: root, env: { ...env, ...more } }),
      ...(splitCrate ? { splitCrate } : {}),
    };
    const status = await run(args, io);
    return { status, ...io.printed };
  };
  return {
    root,
    write,
    git,
    tryGit: (...args) => {
      try {
        git(...args);
      } catch {
        // What a test asks for may be a conflict; it looks at the tree.
      }
    },
    run: (...args) => runWith({}, ...args),
    runWith,
    remove: () => rm(root, { recursive: true, force: true }),
  };
}
