// Takes nodes, gives the rows of a table that says in words what the diagram shows.
import type { DiagramNode } from './diagram.js';
import { escapeMarkup } from './escape-markup.js';

export const columns = ['Node', 'Rank', 'Template', 'Builds upon', 'Description', 'Affected', 'Last build'];

export function tableRows(nodes: readonly DiagramNode[]): string {
  return nodes
    .map(({ name, rank, template, covers, description, change, build }) => {
      const cells = [
        `${rank}`,
        template,
        covers.join(', '),
        description,
        change?.kind ?? '',
        build?.state ?? '',
      ];
      const rest = cells.map((cell) => `<td>${escapeMarkup(cell)}</td>`).join('');
      return `<tr><th scope="row">${escapeMarkup(name)}</th>${rest}</tr>\n`;
    })
    .join('');
}
