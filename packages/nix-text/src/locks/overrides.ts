// Overrides of inputs' inputs: for one place of the graph of inputs, what the flakes above it said of the inputs there.
import type { DeclaredInput, DeclaredInputs } from './declared-inputs.js';

/** The flake that said something: follows begin at its path, relative references in its folder. */
export interface Declarer {
  readonly path: readonly string[];
  readonly folder: string;
}

/** What one flake said of the inputs at one place. */
export interface Scope {
  readonly inputs: DeclaredInputs;
  readonly declarer: Declarer;
}

export interface Override {
  readonly input: DeclaredInput;
  readonly declarer: Declarer;
}

/**
 * Takes the scopes of a place, the outermost flake first, and the name of an input there; gives the override of that
 * input, if there is one, and the scopes of the place behind it. The outermost wins.
 */
export function enterInput(
  scopes: readonly Scope[],
  name: string,
): { readonly override: Override | undefined; readonly scopes: readonly Scope[] } {
  let override: Override | undefined;
  let inner: Scope[] | undefined;
  for (const { inputs, declarer } of scopes) {
    const input = inputs.get(name);
    if (!input) continue;
    if (!override && isOverride(input)) override = { input, declarer };
    if (input.inputs && input.inputs.size > 0) {
      inner ??= [];
      inner.push({ inputs: input.inputs, declarer });
    }
  }
  return { override, scopes: inner ?? none };
}

const none: readonly Scope[] = [];

/** One that only goes deeper, or says `flake = false`, overrides nothing. */
function isOverride({ url, attributes, follows }: DeclaredInput): boolean {
  return url !== undefined || attributes !== undefined || follows !== undefined;
}
