// Refuses nodes that are for other systems alone: takes their names, gives the error.
import { CodedError } from '@flake-lattice/errors';

export function notForSystem(nodes: readonly string[]): CodedError {
  const names = nodes.map((name) => `\`${name}\``).join(', ');
  return new CodedError({
    code: 'NODE_NOT_FOR_SYSTEM',
    message: `${names} ${nodes.length === 1 ? 'has' : 'have'} nothing for the system of this machine`,
    hint: `flake-lattice explain ${nodes[0]} nix.systems`,
  });
}
