// Tells whether a flake may take its whole repository as a source: takes the flake, looks at what it does with `self`.
import { type Flake, findDelegates, findInputUses, type Span } from '@flake-lattice/nix-text';

/** Outputs of the flake, which are no sources. */
const outputs =
  'inputs|packages|legacyPackages|devShells|checks|lib|overlays|apps|formatter|nixosModules|templates';
const selection = new RegExp(`^\\.(?:${outputs})\\b`);
const inheritance = new RegExp(`^\\s*\\)(?:\\s+(?:${outputs}))+\\s*;`);

/**
 * `self` is the repository, so that a flake which does more with it than to name its own outputs changes with every file.
 * So may one that hands all its inputs to another file.
 */
export function mayReadRepository(flake: Flake): boolean {
  if (findDelegates(flake).length > 0) return true;
  return findInputUses(flake, 'self').some(({ span }) => !isOfOutputs(flake.text, span));
}

/** `self.packages`, `inherit (inputs.self) packages checks;`. */
function isOfOutputs(text: string, { start, end }: Span): boolean {
  const behind = text.slice(end, end + 400);
  if (selection.test(behind)) return true;
  return (
    /\binherit\s*\((?:\w+\.)?$/.test(text.slice(Math.max(0, start - 80), start)) && inheritance.test(behind)
  );
}
