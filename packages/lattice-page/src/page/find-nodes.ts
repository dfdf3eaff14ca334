// Finds nodes: takes what was typed and what is ticked, gives those that are meant, the best first. Pure.

import type { PageNode } from '../page-data.js';
import { symbolOf } from '../symbols.js';

export interface Query {
  readonly text: string;
  /** Values that are unticked, as `layer:units`. */
  readonly without: ReadonlySet<string>;
}

/** What a node can be filtered by, each as `kind:value`. */
export function traitsOf({
  layer,
  template,
  crate,
}: Pick<PageNode, 'layer' | 'template' | 'crate'>): readonly string[] {
  const word = symbolOf(template).word;
  return [`layer:${layer}`, `template:${word}`, ...(crate === undefined ? [] : [`crate:${crate}`])];
}

/** Nothing where neither anything was typed nor anything is unticked. */
export function findNodes(
  nodes: readonly PageNode[],
  { text, without }: Query,
): readonly number[] | undefined {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0 && without.size === 0) return undefined;
  const found = nodes.flatMap((node, index) => {
    if (traitsOf(node).some((trait) => without.has(trait))) return [];
    const weight = weigh(node, words);
    return weight === undefined ? [] : [{ index, weight }];
  });
  return found
    .sort((one, other) => one.weight - other.weight || one.index - other.index)
    .map(({ index }) => index);
}

/** Less is better: the name itself, its beginning, within it, within the description. */
function weigh({ name, description }: PageNode, words: readonly string[]): number | undefined {
  const [lowerName, lowerDescription] = [name.toLowerCase(), description.toLowerCase()];
  let weight = 0;
  for (const word of words) {
    if (lowerName === word) weight += 0;
    else if (lowerName.startsWith(word)) weight += 1;
    else if (lowerName.includes(word)) weight += 2;
    else if (lowerDescription.includes(word)) weight += 3;
    else return undefined;
  }
  return weight;
}
