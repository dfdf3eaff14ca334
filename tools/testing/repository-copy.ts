// For tests: a copy of this repository as it stands, in git, which a test may change as it likes.
import { existsSync } from 'node:fs';
import { copyFile, lstat, mkdir, mkdtemp, readdir, readlink, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type ProgramResult, runProgram } from '@flake-lattice/programs';
import { environmentWith, newestNix, type TestedNix, workspaceRoot } from './nixes.js';

export interface RepositoryCopy {
  /** Absolute path. */
  readonly root: string;
  /** Runs a program, or a command of the workspace by its name, in the copy or a folder of it. */
  readonly run: (program: string, args: readonly string[], options?: RunOptions) => Promise<ProgramResult>;
  readonly remove: () => Promise<void>;
}

export interface RunOptions {
  /** Relative to the copy's root. */
  readonly folder?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly nix?: TestedNix;
}

/** All that git knows here, with the contents of the work tree. Dependencies are shared, packages are the copy's. */
export async function copyRepository({ dependencies = true } = {}): Promise<RepositoryCopy> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'flake-lattice-')));
  const run: RepositoryCopy['run'] = (program, args, { folder = '.', env = {}, nix = newestNix } = {}) => {
    const base = environmentWith(nix);
    const path = `${root}/node_modules/.bin:${dirname(nix.path)}:${dirname(process.execPath)}:${base.PATH}`;
    return runProgram(program, args, { cwd: join(root, folder), env: { ...base, PATH: path, ...env } });
  };
  const listed = await runProgram('git', ['ls-files', '-z'], { cwd: workspaceRoot, env: process.env });
  for (const file of listed.stdout.split('\0').filter(Boolean)) await copy(file, root);
  if (dependencies) await linkDependencies(root);
  await run('git', ['init', '--quiet', '--initial-branch=main']);
  await run('git', ['add', '.']);
  const who = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', '-c', 'commit.gpgsign=false'];
  await run('git', [...who, 'commit', '--quiet', '--message', 'As it stands']);
  const remove = async () => {
    // What a store holds is read-only, its folders too.
    await run('chmod', ['-R', 'u+w', '.']);
    await rm(root, { recursive: true, force: true });
  };
  return { root, run, remove };
}

async function copy(file: string, root: string): Promise<void> {
  const [from, to] = [join(workspaceRoot, file), join(root, file)];
  const found = await lstat(from).catch(() => undefined);
  if (!found) return;
  await mkdir(dirname(to), { recursive: true });
  if (found.isSymbolicLink()) await symlink(await readlink(from), to);
  else await copyFile(from, to);
}

/** Links within node_modules are relative, so that those to packages lead to the packages of the copy. */
async function linkDependencies(root: string): Promise<void> {
  // `flake-lattice` is a link of its own, and those of the other packages lie in a folder.
  const ofWorkspace = new Set(['.bin', '@flake-lattice']);
  for (const folder of ['node_modules', ...(await nestedDependencies())]) {
    const [from, to] = [join(workspaceRoot, folder), join(root, folder)];
    await mkdir(to, { recursive: true });
    for (const name of await readdir(from)) {
      if (name === '.cache') continue;
      if (ofWorkspace.has(name)) await copyLinks(join(from, name), join(to, name));
      else if (name === 'flake-lattice') await symlink(await readlink(join(from, name)), join(to, name));
      else await symlink(join(from, name), join(to, name));
    }
  }
}

async function nestedDependencies(): Promise<readonly string[]> {
  const packages = await readdir(join(workspaceRoot, 'packages'));
  const folders = packages.map((name) => join('packages', name, 'node_modules'));
  return folders.filter((folder) => existsSync(join(workspaceRoot, folder)));
}

async function copyLinks(from: string, to: string): Promise<void> {
  await mkdir(to);
  for (const name of await readdir(from)) await symlink(await readlink(join(from, name)), join(to, name));
}
