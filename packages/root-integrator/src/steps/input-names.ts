// The names of all inputs that a flake has: takes the flake, gives those it declares and those Nix adds to them.
import type { Flake } from '@flake-lattice/nix-text';

/** Declared, or taken from the registry by naming it as an argument of the outputs; sorted. */
export function inputNamesOf({ inputs, outputs }: Flake): readonly string[] {
  const parameter = outputs?.lambda?.parameter;
  const named = parameter?.kind === 'set-parameter' ? parameter.formals.map(({ name }) => name) : [];
  return [...new Set([...inputs.keys(), ...named])].filter((name) => name !== 'self').sort();
}
