import { expect, test } from '@jest/globals';
import { planFollows } from './plan-follows.js';
import { buildPoset } from './poset.js';

/** Nodes in groups of some dozens, each extending up to three before it, as lattices usually are. */
function usualEdges(count: number): ReadonlyMap<string, readonly string[]> {
  let random = 1;
  const next = (below: number) => {
    random = (random * 48271) % 2147483647;
    return random % below;
  };
  const name = (index: number) => `node-${String(index).padStart(5, '0')}`;
  return new Map(
    [...Array(count).keys()].map((index) => {
      const first = index - (index % 60);
      const parents =
        index === first ? [] : [...Array(1 + next(3))].map(() => name(first + next(index - first)));
      return [name(index), parents];
    }),
  );
}

test.each([1_000, 10_000])(
  'the order of %d nodes, and the follows of each, take no longer than they must',
  (count) => {
    const edges = usualEdges(count);
    const begun = performance.now();
    const poset = buildPoset(edges);
    let follows = 0;
    for (const name of poset.elements) follows += planFollows(poset, name, () => ['nixpkgs']).length;
    const planned = performance.now();
    expect(follows).toBeGreaterThan(count);
    // Ten times what it takes on two slow cores: a quadratic step would be a hundred times more.
    expect(planned - begun).toBeLessThan(count * 1.5);
  },
);
