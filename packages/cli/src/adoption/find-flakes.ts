// Finds the flakes that are to be adopted: takes paths as the user gave them, gives each flake as it was read.
import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { CommandIo } from '@flake-lattice/command-shell';
import { CodedError } from '@flake-lattice/errors';
import { type DeclaredInputs, declaredInputsOf } from '@flake-lattice/nix-text';
import { type FlakeFile, readFlakeFile, readFlakeText } from '@flake-lattice/root-integrator';
import { siblingsOf } from '../project/siblings.js';
import type { AdoptionGround } from './ground.js';

export interface FoundFlake {
  /** Its folder, relative to the root of the repository, which is `''`. */
  readonly at: string;
  /** Absolute path of its folder. */
  readonly folder: string;
  /** Its flake.nix as the person would name it. */
  readonly shown: string;
  readonly file: FlakeFile;
  readonly text: string;
  /** Nothing where only evaluation tells. */
  readonly inputs: DeclaredInputs | undefined;
}

/**
 * @param paths folders, or their flake.nix; without any, all flakes below the current folder that git knows and that are
 * neither nodes nor external inputs yet
 * @throws CodedError FLAKE_MISSING, FLAKE_SYNTAX, FLAKE_OUTSIDE, NODE_EXISTS
 */
export async function findFlakes(
  paths: readonly string[],
  ground: AdoptionGround,
  io: Pick<CommandIo, 'cwd'>,
): Promise<readonly FoundFlake[]> {
  const { repository, nodes, output, externals } = ground;
  const folders = new Map<string, string>();
  for (const path of paths) {
    const folder = await folderOf(resolve(io.cwd, path), path);
    const at = relative(repository.root, folder);
    if (leadsOut(at)) throw outside(path, repository.root);
    const node = nodes.get(at);
    if (node) throw isNode(path, node.name, node.isGenerated);
    folders.set(at, folder);
  }
  if (paths.length === 0) {
    for (const at of await listFlakes(ground, io.cwd)) {
      const folder = join(repository.root, at);
      const isOurs = nodes.has(at) || externals.has(at) || !leadsOut(relative(output, folder));
      if (!isOurs) folders.set(at, folder);
    }
    if (folders.size === 0) throw noneBelow(io.cwd);
  }
  const sorted = [...folders].sort(([one], [other]) => (one < other ? -1 : 1));
  const flakes = await Promise.all(sorted.map(([at, folder]) => readOne(at, folder, io.cwd)));
  const hub = relative(repository.root, output);
  const takesHub = (flake: FoundFlake) => [...siblingsOf(flake.at, flake.inputs).values()].includes(hub);
  const circular = paths.length === 0 ? undefined : flakes.find(takesHub);
  if (circular) throw takesLattice(circular.shown);
  return flakes.filter((flake) => !takesHub(flake));
}

function takesLattice(shown: string): CodedError {
  return new CodedError({
    code: 'NODE_CYCLE',
    message: `\`${shown}\` takes the lattice in, and as a node of it would be an input of itself`,
    hint: 'leave it out: it builds upon all nodes already',
    place: { file: shown },
  });
}

/** Folders of all flakes below a folder that git knows, relative to the root of the repository; sorted. */
export async function listFlakes({ repository }: AdoptionGround, below: string): Promise<readonly string[]> {
  const top = relative(repository.root, below);
  const tracked = [...(await repository.listTracked(below))];
  const found = tracked.filter((path) => basename(path) === 'flake.nix');
  return found
    .map((path) => join(top, dirname(path)))
    .map((at) => (at === '.' ? '' : at))
    .sort();
}

/** Links on the way are gone after: one flake has one folder. */
async function folderOf(path: string, given: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  const folder = found?.isFile() && basename(path) === 'flake.nix' ? dirname(path) : path;
  const file = await stat(join(folder, 'flake.nix')).catch(() => undefined);
  if (file?.isFile()) return realpath(folder);
  throw new CodedError({
    code: 'FLAKE_MISSING',
    message: `there is no flake at \`${given}\``,
    hint: 'name the folder of a flake.nix',
  });
}

async function readOne(at: string, folder: string, cwd: string): Promise<FoundFlake> {
  const file = await readFlakeFile(folder);
  const shown = relative(cwd, file.file);
  const { text } = file;
  if (text === undefined) throw new Error(`${shown} was there a moment ago`);
  const flake = readFlakeText(text, { file: shown, hint: `mend ${shown} at that place, or leave it out` });
  return { at, folder, shown, file, text, inputs: declaredInputsOf(flake) };
}

export function leadsOut(way: string): boolean {
  return way === '..' || way.startsWith(`..${sep}`);
}

function outside(path: string, root: string): CodedError {
  return new CodedError({
    code: 'FLAKE_OUTSIDE',
    message: `the flake \`${path}\` lies outside of the repository \`${root}\``,
    hint: 'move it into the repository, for Nix reads flakes that build upon each other from one alone',
  });
}

function isNode(path: string, name: string, isGenerated: boolean): CodedError {
  return new CodedError({
    code: 'NODE_EXISTS',
    message: `\`${path}\` is the node \`${name}\`${isGenerated ? ', which is generated' : ' already'}`,
    hint: isGenerated ? `to make it yours: flake-lattice eject ${name}` : 'leave it out',
  });
}

function noneBelow(folder: string): CodedError {
  return new CodedError({
    code: 'FLAKE_MISSING',
    message: `git knows no flake below \`${folder}\` that is no node yet`,
    hint: 'name the folders of flakes: flake-lattice adopt PATH…',
  });
}
