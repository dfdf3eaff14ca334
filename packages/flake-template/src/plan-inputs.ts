// Plans what flakes declare of their inputs: takes references and overrides, gives them as one tree.
import { isAbsolute, join } from 'node:path';
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
  return placeReference(reference, { base, flake, repository: isRelative ? '/' : undefined });
}

/** `inputs.a.inputs.b.follows = "c/d"` for the path `a`, `b` and the target `c`, `d`. */
export function addFollows(inputs: GrowingInputs, follows: readonly Follow[]): void {
  for (const { path, target } of follows) {
    const [first = '', ...rest] = path;
    addFollow(childOf(inputs, first), rest, target);
  }
}

export function addFollow(input: GrowingInput, path: readonly string[], target: readonly string[]): void {
  let at = input;
  for (const name of path) {
    at.inputs ??= new Map();
    at = childOf(at.inputs, name);
  }
  at.follows = target;
}

function childOf(inputs: GrowingInputs, name: string): GrowingInput {
  const found = inputs.get(name) ?? {};
  inputs.set(name, found);
  return found;
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
