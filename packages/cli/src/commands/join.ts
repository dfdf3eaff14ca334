// `join`: prints the smallest selection of nodes that holds all that the named ones are made of.
import { joinOf } from '@flake-lattice/lattice';
import { elementCommand } from '../element/element-command.js';

export const join = elementCommand({
  name: 'join',
  symbol: '∨',
  description:
    'Prints the join of nodes: all that any of them is made of. --write makes it a node of its own.',
  examples: [
    { line: 'flake-lattice join rust web', does: 'all nodes below `rust` or `web`' },
    { line: 'flake-lattice join rust web --write dev', does: 'add the node `dev`, which extends both' },
  ],
  combine: joinOf,
});
