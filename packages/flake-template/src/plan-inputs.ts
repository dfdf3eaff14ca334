// Plans what flakes declare of their inputs: takes references and overrides, gives them as one tree.
import { dirname, isAbsolute, join } from 'node:path';
import { type ExternalInput, type Lattice, referenceOf } from '@flake-lattice/config-builder';
import type { Follow } from '@flake-lattice/lattice';
import type { DeclaredInput, DeclaredInputs } from '@flake-lattice/nix-text';
import { placeReference } from './place-reference.js';
import type { FlakeInput } from './plan-flake.js';

/** An input while its overrides are added. */
export interface GrowingInput {
  url?: string;
  flake?: boolean;
  follows?: readonly string[];
  inputs?: GrowingInputs;
}

export type GrowingInputs = Map<string, GrowingInput>;

/** @param flake absolute path of the folder of the flake that declares it */
export function externalInput(external: ExternalInput, lattice: Lattice, flake: string): GrowingInput {
  const input: GrowingInput = { url: placeExternal(referenceOf(external), lattice.folder, flake) };
  if (!external.flake) input.flake = false;
  for (const [path, target] of external.follows) addFollow(input, path.split('/'), [target]);
  return input;
}

/**
 * A relative path stays relative, so that the repository may lie anywhere; an absolute one stays as it is, since only
 * whoever wrote it knows that place.
 */
function placeExternal(reference: string, base: string, flake: string): string {
  const path = /^(?:path:)?(?<path>\.{0,2}\/|\.{1,2}(?:$|\?))/.exec(reference)?.groups?.path;
  const isRelative = path === undefined ? reference.startsWith('path:') : !isAbsolute(path);
  if (!isRelative) return placeReference(reference, { base, flake, repository: undefined });
  // From a folder beside others the way is one step longer than from the one that holds them all, where it leads out of that.
  const above = placeAbove(reference, base, dirname(flake));
  if (/^path:\.\.(?:\/|\?|$)/.test(above)) return `path:../${above.slice('path:'.length)}`;
  return placeReference(reference, { base, flake, repository: '/' });
}

const placedAbove = new Map<string, string>();

/** The same for each of thousands of nodes. */
function placeAbove(reference: string, base: string, folder: string): string {
  const key = JSON.stringify([reference, base, folder]);
  const known = placedAbove.get(key) ?? placeReference(reference, { base, flake: folder, repository: '/' });
  placedAbove.set(key, known);
  return known;
}

/** `inputs.a.inputs.b.follows = "c/d"` for the path `a`, `b` and the target `c`, `d`. */
export function addFollows(inputs: GrowingInputs, follows: readonly Follow[]): void {
  for (const { path, target } of follows) {
    const [first = ''] = path;
    addFollow(childOf(inputs, first), path, target, 1);
  }
}

/** @param start what of the path leads to the input itself */
export function addFollow(
  input: GrowingInput,
  path: readonly string[],
  target: readonly string[],
  start = 0,
): void {
  let at = input;
  for (let index = start; index < path.length; index += 1) {
    at.inputs ??= new Map();
    at = childOf(at.inputs, path[index] as string);
  }
  at.follows = target;
}

function childOf(inputs: GrowingInputs, name: string): GrowingInput {
  const found = inputs.get(name);
  if (found) return found;
  const made = {};
  inputs.set(name, made);
  return made;
}

/** As a template sees them, and Nix writes them. */
export function inputsData(inputs: DeclaredInputs): Readonly<Record<string, FlakeInput>> {
  const data: Record<string, FlakeInput> = Object.create(null);
  for (const [name, input] of inputs) data[name] = inputData(input);
  return data;
}

function inputData({ url, flake, follows, inputs }: DeclaredInput): FlakeInput {
  return {
    ...(url === undefined ? {} : { url }),
    ...(flake === undefined ? {} : { flake }),
    ...(follows === undefined ? {} : { follows: follows.join('/') }),
    ...(inputs === undefined ? {} : { inputs: inputsData(inputs) }),
  };
}

/** Absolute path of the folder of the hub; each node has a folder of its name below. */
export function outputFolder({ folder, output }: Lattice): string {
  return join(folder, output);
}
