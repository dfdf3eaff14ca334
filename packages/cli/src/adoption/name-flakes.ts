// Gives flakes that are to be adopted the names of nodes: takes their folders, gives a name for each, those of other nodes
// left alone. Pure.
import { basename } from 'node:path';
import { nodeNamePattern } from '@flake-lattice/config-builder';
import { CodedError } from '@flake-lattice/errors';

export interface Naming {
  /** Folders of flakes, relative to the root of the repository. */
  readonly folders: readonly string[];
  /** Absolute path of the root: the flake there is called as its folder. */
  readonly root: string;
  /** Names that cannot be had. */
  readonly taken: ReadonlySet<string>;
  /** The name for the only flake. */
  readonly chosen?: string | undefined;
}

/**
 * The name of the folder, made one that a node can have; with those of the folders above where that is not enough to tell it
 * from others.
 *
 * @throws CodedError NAME_CLASH, NODE_EXISTS, USAGE
 */
export function nameFlakes({ folders, root, taken, chosen }: Naming): ReadonlyMap<string, string> {
  if (chosen !== undefined) {
    if (folders.length !== 1) throw nameForMany(chosen);
    if (taken.has(chosen)) throw nodeExists(chosen);
    return new Map([[folders[0] as string, chosen]]);
  }
  const names = new Map(folders.map((folder) => [folder, nameOf(folder, root, 1)]));
  const deepest = Math.max(0, ...folders.map((folder) => folder.split('/').length));
  for (let parts = 2; parts <= deepest + 1; parts += 1) {
    for (const folder of unclear(names, taken)) names.set(folder, nameOf(folder, root, parts));
  }
  const [first, second] = unclear(names, taken);
  if (first === undefined) return names;
  const name = names.get(first) as string;
  throw taken.has(name) ? nodeExists(name) : sameName(name, first, second as string);
}

/** Folders whose name is not theirs alone: the name differs by more than case, for the sake of folders and files. */
function unclear(names: ReadonlyMap<string, string>, taken: ReadonlySet<string>): readonly string[] {
  const users = new Map<string, string[]>();
  for (const [folder, name] of names) {
    const key = name.toLowerCase();
    users.set(key, [...(users.get(key) ?? []), folder]);
  }
  const others = new Set([...taken].map((name) => name.toLowerCase()));
  return [...users].flatMap(([key, folders]) => (folders.length > 1 || others.has(key) ? folders : []));
}

function nameOf(folder: string, root: string, parts: number): string {
  const all = folder === '' ? [basename(root)] : folder.split('/');
  const whole = (count: number) => safe(all.slice(-count).join('-'));
  for (let count = parts; count <= all.length; count += 1) {
    if (nodeNamePattern.test(whole(count))) return whole(count);
  }
  const last = whole(parts);
  return nodeNamePattern.test(last) ? last : `flake-${last || 'node'}`.slice(0, 128);
}

function safe(text: string): string {
  return text
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^[^A-Za-z]+/, '')
    .replace(/-+$/, '')
    .slice(0, 128);
}

function nameForMany(name: string): CodedError {
  return new CodedError({
    code: 'USAGE',
    message: `\`--name ${name}\` is for one flake, and more were named`,
    hint: `flake-lattice adopt PATH --name ${name}`,
  });
}

function nodeExists(name: string): CodedError {
  return new CodedError({
    code: 'NODE_EXISTS',
    message: `the lattice has a node or input \`${name}\` already`,
    hint: 'adopt that flake by itself: flake-lattice adopt PATH --name NAME',
  });
}

function sameName(name: string, one: string, other: string): CodedError {
  return new CodedError({
    code: 'NAME_CLASH',
    message: `\`${one}\` and \`${other}\` would both be the node \`${name}\``,
    hint: `adopt one of them by itself: flake-lattice adopt ${one} --name NAME`,
  });
}
