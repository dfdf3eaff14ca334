// Makes the nixpkgs of an input that of the flake: takes the flake and the input's name, gives the edit that adds the
// `follows`, in the style of its place.
import {
  type Assignment,
  type AttributeSet,
  type Flake,
  type FlakeInput,
  withoutParentheses,
} from '@flake-lattice/nix-text';
import { insertAfter, insertIntoEmpty } from '../edit/insert-binding.js';
import type { Layout } from '../edit/layout.js';
import type { TextEdit } from '../edit/text-edit.js';
import { referenceOf, splitPath } from './flake-reference.js';

/** Whether the flake itself has nixpkgs: declared, or taken from the registry by naming it as an argument. */
export function hasNixpkgs(flake: Flake): boolean {
  if (flake.inputs.has('nixpkgs')) return true;
  const parameter = flake.outputs?.lambda?.parameter;
  return parameter?.kind === 'set-parameter' && parameter.formals.some(({ name }) => name === 'nixpkgs');
}

/**
 * Whether the nixpkgs of the flake comes through one of its inputs, as in `nixpkgs.follows = "a/nixpkgs"`: a `follows`
 * of that input's nixpkgs would then end in a circle, which Nix refuses.
 */
export function nixpkgsComesThrough(flake: Flake, name: string): boolean {
  const seen = new Set<string>();
  let path: readonly string[] | undefined = ['nixpkgs'];
  while (path && !seen.has(path.join('/'))) {
    if (path[0] === name) return name !== 'nixpkgs';
    seen.add(path.join('/'));
    path = followOnce(flake, path);
  }
  return false;
}

/** Where a path of inputs leads by the outermost `follows` that the flake declares on it. */
export function followOnce(
  flake: Flake,
  [head = '', ...rest]: readonly string[],
): readonly string[] | undefined {
  const leaves = flake.inputs.get(head)?.leaves ?? [];
  for (let depth = 0; depth <= rest.length; depth += 1) {
    const said = [...rest.slice(0, depth).flatMap((name) => ['inputs', name]), 'follows'].join('/');
    const leaf = leaves.find(({ path }) => path.join('/') === said);
    const followed = referenceOf(leaf?.value);
    if (followed !== undefined) return [...splitPath(followed), ...rest.slice(depth)];
  }
  return undefined;
}

/** Nothing where the person has said something of the input's nixpkgs, or takes the input as no flake. */
export function addFollows(flake: Flake, layout: Layout, input: FlakeInput): TextEdit | undefined {
  const { leaves } = input;
  if (leaves.some(({ path }) => path[0] === 'inputs' && (path[1] === 'nixpkgs' || path.length === 1)))
    return undefined;
  if (isNoFlake(input) || leaves.some(({ path }) => path.length === 1 && path[0] === 'follows'))
    return undefined;
  return addToItsInputs(flake, layout, input) ?? addBehindUrl(layout, input);
}

/** Whether the input says `flake = false`: Nix then gives its files alone, and it has no inputs. */
export function isNoFlake({ leaves }: FlakeInput): boolean {
  return leaves.some(
    ({ path, value }) =>
      path.length === 1 && path[0] === 'flake' && !(value?.kind === 'identifier' && value.name === 'true'),
  );
}

/** `a = { inputs = { … }; }` and `a.inputs = { … };` take one more binding. */
function addToItsInputs(flake: Flake, layout: Layout, input: FlakeInput): TextEdit | undefined {
  const binding = () => ['nixpkgs.follows = "nixpkgs";'];
  const set = setOfItsInputs(input);
  const last = set?.bindings.at(-1);
  if (!set) return undefined;
  return last ? insertAfter(layout, set, last, binding) : insertIntoEmpty(layout, set, binding, flake.set);
}

/** The set of `a = { inputs = { … }; }` and of `a.inputs = { … };`. */
export function setOfItsInputs({ statements }: FlakeInput): AttributeSet | undefined {
  for (const { binding, nameIndex } of statements) {
    if (binding.kind !== 'assignment') continue;
    const within = withoutParentheses(binding.value);
    const below = binding.path.slice(nameIndex + 1).map(({ name }) => name);
    const inner = below.length === 0 && within.kind === 'set' ? within.bindings : [];
    const ofInputs = inner.find(
      (each): each is Assignment =>
        each.kind === 'assignment' && each.path.length === 1 && each.path[0]?.name === 'inputs',
    );
    const set = ofInputs
      ? withoutParentheses(ofInputs.value)
      : below.join('.') === 'inputs'
        ? within
        : undefined;
    if (set?.kind === 'set') return set;
  }
  return undefined;
}

function addBehindUrl(layout: Layout, input: FlakeInput): TextEdit | undefined {
  const url = input.leaves.find(({ path }) => path.length === 1 && path[0] === 'url');
  if (url?.binding.kind !== 'assignment') return undefined;
  const { path } = url.binding;
  const prefix = layout.text.slice(path[0]?.start, path.at(-1)?.start);
  return insertAfter(layout, url.within, url.binding, () => [`${prefix}inputs.nixpkgs.follows = "nixpkgs";`]);
}
