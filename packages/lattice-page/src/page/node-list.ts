// The list of all nodes in words: rows of a table, in the page from the start, and made anew where the lattice changes.
import type { PageNode } from '../page-data.js';
import type { Actions } from './actions.js';
import { byId, make } from './elements.js';
import type { Store } from './state.js';

export function startList({ state }: Store, actions: Actions): void {
  byId('rows').addEventListener('click', (event) => {
    const row = (event.target as Element).closest('tr');
    const index = row ? [...byId('rows').children].indexOf(row) : -1;
    if (state.data.nodes[index]) actions.open(index, 'centre');
  });
}

export function fillList(nodes: readonly PageNode[]): void {
  const rows = nodes.map(({ name, rank, template, covers, description, change, build }) => {
    const cells = [
      `${rank}`,
      template,
      covers.join(', '),
      description,
      change ? change.kind : '',
      build?.state ?? '',
    ];
    return make('tr', {}, make('th', { scope: 'row' }, name), ...cells.map((cell) => make('td', {}, cell)));
  });
  byId('rows').replaceChildren(...rows);
}
