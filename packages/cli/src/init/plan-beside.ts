// Plans what a new repository has beside its lattice and its root flake: takes what it begins with, gives the files that are not
// there yet. Nobody's file is overwritten.
import { lstat, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { CodedError } from '@flake-lattice/errors';
import type { FileContents } from '@flake-lattice/generated-tree';
import { isThere } from './ground.js';
import { renderEnvrc } from './render-envrc.js';
import type { Start } from './starts/start.js';

export interface BesideRequest {
  /** Absolute path of the repository's folder. */
  readonly folder: string;
  readonly cwd: string;
  readonly output: string;
  readonly start: Start;
  /** Whether the root flake is new, and so has the shell of the start for its own. */
  readonly isRootNew: boolean;
}

export interface FilesBeside {
  /** Those that are written. */
  readonly files: readonly (FileContents & { readonly contents: string })[];
  readonly notes: readonly string[];
}

/** What builds and direnv leave in the work tree. */
const ignored = ['/result', '/result-*', '.direnv/'] as const;

/** @throws CodedError OUTPUT_NOT_OURS where a folder that the start would fill holds something already */
export async function planBeside(request: BesideRequest): Promise<FilesBeside> {
  const { folder, cwd, output, start, isRootNew } = request;
  const shell = isRootNew ? undefined : `./${output}#${start.shell}`;
  const ownFiles = [
    ['.envrc', renderEnvrc(output, shell)],
    ['.gitignore', [...ignored, ...start.ignored, ''].join('\n')],
  ] as const;
  await refuseTaken(Object.keys(start.files), folder, cwd);
  const there = await Promise.all(ownFiles.map(([name]) => isThere(join(folder, name))));
  const texts = [...Object.entries(start.files), ...ownFiles.filter((_, index) => !there[index])];
  return {
    files: texts.map(([name, contents]) => ({ file: join(folder, name), contents })),
    notes: ownFiles.filter((_, index) => there[index]).map(([name]) => stays(name, shell, start)),
  };
}

function stays(name: string, shell: string | undefined, start: Start): string {
  const wanted =
    name === '.envrc'
      ? `the shell of the lattice is: use flake${shell === undefined ? '' : ` ${shell}`}`
      : `these lines belong into it: ${[...ignored, ...start.ignored].join(' ')}`;
  return `\`${name}\` is there already and stays as it is; ${wanted}`;
}

/** A crate among files of the user's would be another crate. */
async function refuseTaken(paths: readonly string[], folder: string, cwd: string): Promise<void> {
  const tops = new Set(paths.map((path) => path.split('/')[0] ?? path));
  for (const top of tops) {
    const place = join(folder, top);
    const found = await lstat(place).catch(() => undefined);
    if (!found || (found.isDirectory() && (await readdir(place)).length === 0)) continue;
    throw new CodedError({
      code: 'OUTPUT_NOT_OURS',
      message: `\`${relative(cwd, place)}\` is there already, and the template would fill it`,
      hint: 'begin with another template, and add a crate of yours to lattice.toml: flake-lattice init --template shells',
      place: { file: relative(cwd, place) },
    });
  }
}
