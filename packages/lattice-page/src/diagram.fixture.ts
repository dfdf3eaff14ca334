// For tests: diagrams of a few nodes, among them names and descriptions that every format has to escape.
import type { Diagram, DiagramNode } from './diagram.js';

export function nodeOf(name: string, rank: number, covers: readonly string[] = []): DiagramNode {
  return {
    name,
    description: `The node ${name}`,
    rank,
    layer: 'flakes',
    template: 'shell',
    ejected: false,
    extends: covers,
    covers,
    inputs: [{ name: 'nixpkgs', reference: 'path:../../nixpkgs' }],
    outputs: ['packages.<system>.default'],
    files: [`generated/${name}/flake.nix`],
    config: [],
  };
}

/** A diamond: `top` over `left` and `right` over `seed`. */
export const diamond: Diagram = {
  schema: 1,
  lattice: 'lattice.toml',
  nodes: [
    { ...nodeOf('seed', 0), layer: 'configuration', template: 'config' },
    nodeOf('left', 1, ['seed']),
    { ...nodeOf('right', 1, ['seed']), template: 'check' },
    { ...nodeOf('top', 2, ['left', 'right']), change: { kind: 'changed', outputs: ['package'] } },
  ],
};

/** What breaks out of a text where it is not escaped. */
export const hostile = [
  '</script><img src=x onerror=alert(1)>',
  '<!--<script>',
  ']]></style>',
  '"; node [shape=none]; "',
  'back\\slash \\N \\"',
  'end',
  'line\nfeed\r\nand more',
  '%%{init: {}}%% `**bold**` #35; #quot;',
  'nul \0 and \u001b[31m and \ud800 alone',
  'ünï → 漢字 🜁',
];

export const hostileDiagram: Diagram = {
  schema: 1,
  lattice: 'lattice.toml */ \n --> %%',
  nodes: hostile.map((text, index) => ({
    ...nodeOf(text, index, index === 0 ? [] : [hostile[index - 1] as string]),
    description: text,
    template: index % 2 === 0 ? 'shell' : text,
  })),
};
