// Turns `--input NAME=PLACE` into what is to be written: looks at the place, whether a flake is there, and its inputs.
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { quoteForShell } from '@flake-lattice/errors';
import { type Flake, readReference } from '@flake-lattice/nix-text';
import type { Repository } from '@flake-lattice/programs';
import { flakeUnreadable } from './flake-file.js';
import { readInputArgument } from './input-argument.js';
import { pathReference } from './path-reference.js';
import { readFlakeText } from './read-flake-text.js';
import type { UrlRequest } from './request.js';
import { hasNixpkgs } from './steps/add-follows.js';
import { inputNamesOf } from './steps/input-names.js';

export interface Surroundings {
  readonly cwd: string;
  /** Absolute path of the folder of the root flake. */
  readonly flakeFolder: string;
  readonly repository: Repository | undefined;
  /** The inputs of flakes that are not there yet, by the name that the root is to know each by. */
  readonly expected?: ReadonlyMap<string, readonly string[]>;
}

export interface ResolvedInput {
  readonly request: UrlRequest;
  readonly notes: readonly string[];
}

/** @throws CodedError USAGE, INPUT_NAME_INVALID, INPUT_OUTSIDE, FLAKE_SYNTAX */
export async function resolveInput(argument: string, surroundings: Surroundings): Promise<ResolvedInput> {
  const { name, kind, place } = readInputArgument(argument);
  const { cwd, flakeFolder, repository } = surroundings;
  if (kind === 'url') {
    const folder = localFolder(place, flakeFolder);
    const flake = folder ? await readTarget(join(folder, 'flake.nix')) : undefined;
    return { request: { name, url: place, ...readInputsOf(flake) }, notes: [] };
  }
  const target = await folderOf(resolve(cwd, place));
  const top = repository?.root ?? flakeFolder;
  const url = await pathReference({ name, place, target, flakeFolder, top });
  const file = join(target, 'flake.nix');
  const flake = await readTarget(file);
  const request = { name, url, ...readInputsOf(flake) };
  const inputNames = surroundings.expected?.get(name);
  if (inputNames)
    return { request: { name, url, takesNixpkgs: inputNames.includes('nixpkgs'), inputNames }, notes: [] };
  if (!flake) {
    const shown = relative(cwd, file);
    return {
      request,
      notes: [`\`${shown}\` is not there yet: Nix will need it, and its inputs could not be looked at`],
    };
  }
  return { request, notes: await noteUntracked(file, cwd, repository) };
}

function readInputsOf(flake: Flake | undefined): Pick<UrlRequest, 'takesNixpkgs' | 'inputNames'> {
  if (!flake) return { takesNixpkgs: false };
  const takesNixpkgs = hasNixpkgs(flake);
  if (flake.unreadable.length > 0) return { takesNixpkgs };
  return { takesNixpkgs, inputNames: inputNamesOf(flake) };
}

/** The folder of a flake that is named by a path. */
export function localFolder(url: string, flakeFolder: string): string | undefined {
  const { type, path, dir = '' } = readReference('', { url })?.attributes ?? {};
  return type === 'path' ? resolve(flakeFolder, `${path}`, `${dir}`) : undefined;
}

/** A path of a flake.nix stands for its folder. */
async function folderOf(path: string): Promise<string> {
  if (basename(path) !== 'flake.nix') return path;
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() ? path : dirname(path);
}

export async function readTarget(file: string): Promise<Flake | undefined> {
  const text = await readFile(file, 'utf8').catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === 'ENOENT' || fault.code === 'ENOTDIR') return undefined;
    throw flakeUnreadable(file, fault);
  });
  return text === undefined
    ? undefined
    : readFlakeText(text, { file, hint: `mend ${file} at that place, or name the folder of another flake` });
}

async function noteUntracked(
  file: string,
  cwd: string,
  repository: Repository | undefined,
): Promise<readonly string[]> {
  if (!repository || (await repository.listUntracked([file])).length === 0) return [];
  const shown = relative(cwd, file);
  return [
    `git does not know \`${shown}\`, and Nix sees only what git knows: git add --intent-to-add --force -- ${quoteForShell(shown)}`,
  ];
}
