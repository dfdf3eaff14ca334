// `meet`: prints the largest selection of nodes that each of the named ones builds upon.
import { meetOf } from '@flake-lattice/lattice';
import { elementCommand } from '../element/element-command.js';

export const meet = elementCommand({
  name: 'meet',
  symbol: '∧',
  description: 'Prints the meet of nodes: what all of them are made of. --write makes it a node of its own.',
  examples: [
    { line: 'flake-lattice meet rust web', does: 'all nodes below both `rust` and `web`' },
    { line: 'flake-lattice meet rust web --write base', does: 'add the node `base`, which extends these' },
  ],
  combine: meetOf,
});
