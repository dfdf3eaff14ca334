// Tells whether a flake may take its whole repository as a source: takes the flake, looks at what it does with `self`.
import { type Flake, findDelegates, findInputUses } from '@flake-lattice/nix-text';

/** What of `self` is an output of the flake, or a fact that is no source. */
const harmless =
  /^\.(?:inputs|packages|legacyPackages|devShells|checks|lib|overlays|apps|formatter|nixosModules|templates)\b/;

/**
 * `self` is the repository, so that a flake which does more with it than to name its own outputs changes with every file.
 * So may one that hands all its inputs to another file.
 */
export function mayReadRepository(flake: Flake): boolean {
  if (findDelegates(flake).length > 0) return true;
  return findInputUses(flake, 'self').some(
    ({ span }) => !harmless.test(flake.text.slice(span.end, span.end + 40)),
  );
}
