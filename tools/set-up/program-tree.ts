// Makes a small tree out of unpacked packages: `bin` with a few programs, `lib` with just the libraries they load.
import { copyFile, mkdir, readdir, realpath, rename, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { CodedError } from '@flake-lattice/errors';
import { type Environment, runStep } from './run-step.js';
import { isLoader, type UnpackedRoot } from './unpacked-root.js';

export interface ProgramTree {
  readonly unpacked: UnpackedRoot;
  /** Absolute path of the folder to fill. */
  readonly tree: string;
  /** Names of programs that are linked dynamically; `patchelf` must be among the packages too. */
  readonly programs: readonly string[];
  /** Names of programs that need no libraries; one that is absent is passed over. */
  readonly plain?: readonly string[];
  readonly env: Environment;
}

/**
 * The programs find their libraries by a path relative to themselves, and their loader by an absolute one, which
 * {@link setPlace} writes.
 */
export async function assembleTree({
  unpacked,
  tree,
  programs,
  plain = [],
  env,
}: ProgramTree): Promise<void> {
  await mkdir(join(tree, 'bin'), { recursive: true });
  await mkdir(join(tree, 'lib'), { recursive: true });
  const libraries = new Map<string, string>();
  for (const name of [...programs, 'patchelf']) {
    const listed = await listLibraries(unpacked, await programPath(unpacked, name), env);
    for (const [soname, file] of listed) libraries.set(soname, file);
  }
  await copyFile(unpacked.loader, join(tree, 'lib', basename(unpacked.loader)));
  for (const [soname, file] of libraries) await copyFile(await realpath(file), join(tree, 'lib', soname));
  for (const name of [...programs, 'patchelf'])
    await rename(await realpath(await programPath(unpacked, name)), join(tree, 'bin', name));
  for (const name of plain) {
    const file = await programPath(unpacked, name);
    if (await stat(file).catch(() => undefined)) await rename(file, join(tree, 'bin', name));
  }
}

/**
 * Makes the programs of a tree work at a place: takes the tree where it lies now, and where it is going to lie.
 * patchelf itself is left alone, and always started through its loader.
 */
export async function setPlace(
  { tree, programs, env }: Pick<ProgramTree, 'tree' | 'programs' | 'env'>,
  place: string,
): Promise<void> {
  const libraries = join(tree, 'lib');
  const loader = (await readdir(libraries)).find(isLoader);
  if (loader === undefined) throw new Error(`no loader in ${libraries}`);
  for (const name of programs) {
    const change = ['--set-interpreter', join(place, 'lib', loader), '--force-rpath'];
    const args = [...change, '--set-rpath', '$ORIGIN/../lib', join(tree, 'bin', name)];
    const start = ['--library-path', libraries, join(tree, 'bin', 'patchelf'), ...args];
    await runStep(join(libraries, loader), start, { purpose: `prepare \`${name}\``, cwd: tree, env });
  }
}

/** In `usr/sbin`, unless it is in `usr/bin`. */
async function programPath({ folder }: UnpackedRoot, name: string): Promise<string> {
  const usual = join(folder, 'usr', 'bin', name);
  return (await stat(usual).catch(() => undefined)) ? usual : join(folder, 'usr', 'sbin', name);
}

/** The loader itself says what it would load. */
async function listLibraries(
  { loader, libraryFolders, folder }: UnpackedRoot,
  program: string,
  env: Environment,
): Promise<ReadonlyMap<string, string>> {
  const args = ['--library-path', libraryFolders.join(':'), '--list', program];
  const purpose = `see what \`${basename(program)}\` loads`;
  const bare = { ...env, LD_LIBRARY_PATH: undefined, LD_PRELOAD: undefined };
  const { found, absent } = parseLibraryList(
    await runStep(loader, args, { purpose, cwd: folder, env: bare }),
  );
  const outside = [...found].find(([, file]) => !file.startsWith(`${folder}/`));
  const missing = absent[0] ?? outside?.[0];
  if (missing === undefined) return found;
  throw new CodedError({
    code: 'TOOLCHAIN_BROKEN',
    message: `\`${basename(program)}\` needs \`${missing}\`, which none of the packages holds`,
    hint: 'install Nix 2.30 or newer yourself (https://nixos.org/download), then: npm run set-up',
  });
}

/** What `ld.so --list` prints: `libc.so.6 => /path/libc.so.6 (0x…)`, `libx.so => not found`. */
export function parseLibraryList(printed: string): {
  readonly found: ReadonlyMap<string, string>;
  readonly absent: readonly string[];
} {
  const found = new Map<string, string>();
  const absent: string[] = [];
  for (const line of printed.split('\n')) {
    const match = /^\s*(\S+) => (.+?)(?: \(0x[0-9a-f]+\))?$/.exec(line);
    if (!match) continue;
    // The loader is listed by the path that the library names it by.
    const [name, file] = [basename(match[1] as string), match[2] as string];
    if (file === 'not found') absent.push(name);
    else if (!isLoader(name)) found.set(name, file);
  }
  return { found, absent };
}
