// What a page is given: takes a diagram with its layout, gives the same with what nodes share written once.
import type { Diagram, DiagramBuild, DiagramLeaf, DiagramNode } from './diagram.js';
import type { Layout } from './layout-data.js';

export interface PageNode extends Omit<DiagramNode, 'config'> {
  /** Numbers of leaves. */
  readonly config: readonly number[];
}

export interface PageData extends Omit<Diagram, 'nodes'> {
  readonly nodes: readonly PageNode[];
  readonly leaves: readonly DiagramLeaf[];
  readonly layout: Layout;
}

/** What a page that is served is told between two lattices: of each node that was built or is to be. */
export type BuildsByNode = Readonly<Record<string, DiagramBuild>>;

export function pageDataOf({ nodes, ...diagram }: Diagram, layout: Layout): PageData {
  const numbers = new Map<string, number>();
  const leaves: DiagramLeaf[] = [];
  const numberOf = (leaf: DiagramLeaf) => {
    const key = JSON.stringify(leaf);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, leaves.length);
    return leaves.push(leaf) - 1;
  };
  const shared = nodes.map((node) => ({ ...node, config: node.config.map(numberOf) }));
  return { ...diagram, nodes: shared, leaves, layout };
}
