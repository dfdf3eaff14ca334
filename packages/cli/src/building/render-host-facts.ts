// Renders what the stand-in for nixpkgs knows of one machine: takes the machine's facts, gives the text of `host.nix`.
import { fromData, renderExpression } from '@flake-lattice/nix-text';
import type { HostFacts } from '@flake-lattice/programs';

/**
 * The form, read by `nix/host-nixpkgs/tools/default.nix`; the README there says what each part does:
 *
 * ```nix
 * {
 *   x86_64-linux = {
 *     tools.rustc = { path = "/usr/bin/rustc"; version = "rustc 1.85.0 (…)"; };
 *     triple = "x86_64-unknown-linux-gnu";
 *   };
 * }
 * ```
 *
 * The number of cores is left out: what is built must not depend on it.
 *
 * @throws CodedError VALUE_NOT_NIX for a path or version that no Nix string can hold
 */
export function renderHostFacts({ system, triple, tools }: HostFacts): string {
  const known = Object.entries(tools).map(([name, { path, version }]) => [name, { path, version }] as const);
  const facts = { [system]: { tools: new Map(known), ...(triple === undefined ? {} : { triple }) } };
  return `# The tools of this machine, found by flake-lattice and made anew by it; never committed.\n${renderExpression(fromData(facts))}\n`;
}
