// The flake of a repository that is to have nothing but a lattice: takes the hub as an input, gives the text of a thin
// flake.nix that passes on what the hub gives.
import type { InputRequest } from './request.js';
import { bindingsOf } from './steps/input-style.js';

/** What the hub gives and a root passes on, for each system. */
const passedOn = ['packages', 'checks'] as const;

/**
 * The hub keeps its own nixpkgs: its pin stands in lattice.toml alone. The names are valid ones and need no quotes.
 *
 * @param shell the node whose shell is that of the root
 * @throws Error where it is not exactly one input, a hub, that is asked for
 */
export function renderHubRoot(inputs: readonly InputRequest[], shell: string): string {
  const [hub, ...others] = inputs;
  if (!hub || others.length > 0) throw new Error('the thin root of a lattice takes one input, the hub');
  return [
    '# The flake of this repository: it takes the lattice in, all nodes of lattice.toml as one input, and passes on what',
    '# they give. Outputs of your own stand beside that.',
    '{',
    ...bindingsOf(hub, false).map((binding) => `  inputs.${hub.name}.${binding}`),
    '',
    '  outputs =',
    `    { self, ${hub.name} }:`,
    '    {',
    `      inherit (${hub.name}) ${passedOn.join(' ')};`,
    '      # `nix develop` gives this one; `nix develop .#NODE` that of any other.',
    `      devShells = builtins.mapAttrs (_: shells: shells // { default = shells.${shell}; }) ${hub.name}.devShells;`,
    '    };',
    '}',
    '',
  ].join('\n');
}
