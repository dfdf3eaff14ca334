// What a flake declares of its inputs, as data: takes a flake as its text was read, gives what Nix would see in it, or
// nothing where only evaluation tells.
import type { Flake, InputLeaf } from '../flake-inputs/flake.js';
import { withoutParentheses } from '../flake-inputs/read-flake.js';
import type { Expression } from '../flake-inputs/syntax/tree.js';
import type { ReferenceValue } from './lock.js';

export type DeclaredInputs = ReadonlyMap<string, DeclaredInput>;

/** An input, or the override of an input's input. Without `url`, `attributes` and `follows`, an input is looked up by its name. */
export interface DeclaredInput {
  readonly url?: string;
  /** Whatever else a reference has: `{ type: 'github', owner: …, repo: … }`. */
  readonly attributes?: ReadonlyMap<string, ReferenceValue>;
  /** False where the input is files alone. */
  readonly flake?: boolean;
  /** Names from the declaring flake on; an empty list is that flake itself. */
  readonly follows?: readonly string[];
  readonly inputs?: DeclaredInputs;
}

interface GrowingInput {
  url?: string;
  attributes?: Map<string, ReferenceValue>;
  flake?: boolean;
  follows?: readonly string[];
  inputs?: Map<string, GrowingInput>;
}

/** Those that the arguments of the output function name count too, as they do for Nix. */
export function declaredInputsOf(flake: Flake): DeclaredInputs | undefined {
  if (flake.unreadable.length > 0) return undefined;
  const declared = new Map<string, GrowingInput>();
  for (const { name, leaves } of flake.inputs.values()) {
    // What a flake says of itself changes how it is fetched, and Nix older than 2.27 takes it for an input.
    if (name === 'self') return undefined;
    const input: GrowingInput = {};
    declared.set(name, input);
    for (const leaf of leaves) if (!addLeaf(input, leaf)) return undefined;
  }
  const value = flake.outputs && withoutParentheses(flake.outputs.binding.value);
  if (value?.kind !== 'lambda') return undefined;
  if (value.parameter.kind === 'set-parameter') {
    for (const { name } of value.parameter.formals) {
      if (name !== 'self' && !declared.has(name)) declared.set(name, {});
    }
  }
  return declared;
}

/** Whether the leaf is one that can be told without evaluation. */
function addLeaf(input: GrowingInput, { path, value }: Pick<InputLeaf, 'path' | 'value'>): boolean {
  if (value === undefined) return false;
  const [name, next, ...rest] = path;
  if (name === undefined) return false;
  if (name === 'inputs') {
    if (next === undefined || next === 'self') return false;
    input.inputs ??= new Map();
    const inner = input.inputs.get(next) ?? {};
    input.inputs.set(next, inner);
    return addLeaf(inner, { path: rest, value });
  }
  if (next !== undefined) return false;
  return addAttribute(input, name, value);
}

function addAttribute(input: GrowingInput, name: string, value: Expression): boolean {
  if (name === 'url') {
    const url = readUrl(value);
    if (url === undefined || input.url !== undefined) return false;
    input.url = url;
    return true;
  }
  const plain = readPlain(value);
  if (plain === undefined) return false;
  if (name === 'flake') {
    if (typeof plain !== 'boolean') return false;
    input.flake = plain;
    return true;
  }
  if (name === 'follows') {
    if (typeof plain !== 'string') return false;
    input.follows = plain.split('/').filter((part) => part !== '');
    return true;
  }
  input.attributes ??= new Map();
  input.attributes.set(name, plain);
  return true;
}

function readPlain(value: Expression): ReferenceValue | undefined {
  const plain = withoutParentheses(value);
  if (plain.kind === 'string') return plain.value;
  if (plain.kind === 'identifier' && (plain.name === 'true' || plain.name === 'false')) {
    return plain.name === 'true';
  }
  if (plain.kind === 'literal' && plain.of === 'uri') return plain.text;
  if (plain.kind !== 'literal' || plain.of !== 'number' || !/^\d+$/.test(plain.text)) return undefined;
  const number = Number(plain.text);
  return Number.isSafeInteger(number) ? number : BigInt(plain.text);
}

/**
 * A path literal is the text that Nix makes of it, `path:` and the way from the flake's folder; none that leads out of
 * that folder, since the text then depends on what the folder is called.
 */
function readUrl(value: Expression): string | undefined {
  const plain = withoutParentheses(value);
  if (plain.kind === 'literal' && plain.of === 'path') {
    if (plain.parts.length > 0 || !/^\.\/[A-Za-z0-9._+/-]*$/.test(plain.text)) return undefined;
    const names = plain.text.split('/').filter((name) => name !== '' && name !== '.');
    return names.length === 0 || names.includes('..') ? undefined : `path:${names.join('/')}`;
  }
  const text = readPlain(plain);
  return typeof text === 'string' ? text : undefined;
}
