// The join of configurations: its laws, and a definition by brute force.
import { buildPoset, type Poset } from '@flake-lattice/lattice';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sampled } from '../../../../tools/testing/random.js';
import type { Origin } from '../origin.js';
import type { MarkedTable } from '../toml/marked-table.js';
import { joinTrees } from './join-trees.js';

interface RandomNode {
  readonly extends: readonly number[];
  /** Paths such as `a.b`, each with a value; nothing is an empty table. */
  readonly sets: readonly (readonly [path: string, value: number | null])[];
}

const paths = ['a', 'b', 'a.x', 'a.y', 'b.x', 'b.x.z'];
const anySet: fc.Arbitrary<readonly [string, number | null]> = fc.tuple(
  fc.constantFrom(...paths),
  fc.option(fc.nat({ max: 1 }), { nil: null }),
);
const anyNodes: fc.Arbitrary<readonly RandomNode[]> = fc.array(
  fc.record({
    extends: fc.array(fc.nat({ max: 6 }), { maxLength: 3 }),
    sets: fc.uniqueArray(anySet, {
      maxLength: 3,
      selector: ([path]) => path,
    }),
  }),
  { minLength: 1, maxLength: 7 },
);

const nameOf = (index: number) => `n${index}`;
const isWithin = (inner: string, outer: string) => inner.startsWith(`${outer}.`);

/** What one node sets, without the paths that cannot stand beside each other: the first is taken. */
function ownSets({ sets }: RandomNode): RandomNode['sets'] {
  return sets.filter(([path], index) =>
    sets.slice(0, index).every(([other]) => !isWithin(path, other) && !isWithin(other, path)),
  );
}

function edgesOfNodes(nodes: readonly RandomNode[]): Map<string, string[]> {
  return new Map(
    nodes.map((node, index) => [nameOf(index), node.extends.filter((other) => other < index).map(nameOf)]),
  );
}

function tableOf(name: string, sets: RandomNode['sets']): MarkedTable<Origin> {
  const mark: Origin = { layer: 'node', name: 'lattice.toml', node: name };
  const root = new Map<string, unknown>();
  for (const [path, value] of sets) {
    const keys = path.split('.');
    let table = root;
    for (const key of value === null ? keys : keys.slice(0, -1)) {
      if (!table.has(key)) table.set(key, { kind: 'table', entries: new Map(), mark });
      table = (table.get(key) as { entries: Map<string, unknown> }).entries;
    }
    if (value !== null) table.set(keys.at(-1) as string, { kind: 'leaf', value: BigInt(value), mark });
  }
  return { kind: 'table', entries: root as never, mark };
}

/** Leaves and empty tables by path, straight from the definition; nothing where two that survive clash. */
function byDefinition(
  poset: Poset,
  sets: ReadonlyMap<string, RandomNode['sets']>,
  name: string,
): ReadonlyMap<string, number | null> | undefined {
  const all = poset
    .downSetOf([name])
    .flatMap((node) => (sets.get(node) ?? []).map(([path, value]) => ({ node, path, value })));
  const clash = (one: (typeof all)[number], other: (typeof all)[number]) =>
    one.path === other.path
      ? !(one.value === null && other.value === null)
      : (isWithin(one.path, other.path) && other.value !== null) ||
        (isWithin(other.path, one.path) && one.value !== null);
  const survivors = all.filter((one) =>
    all.every(
      (other) => one.node === other.node || !poset.isBelow(one.node, other.node) || !clash(one, other),
    ),
  );
  for (const one of survivors) {
    for (const other of survivors) {
      if (clash(one, other) && !(one.path === other.path && one.value === other.value)) return undefined;
    }
  }
  const hides = (path: string) => survivors.some((other) => isWithin(other.path, path));
  return new Map(
    survivors
      .filter(({ path, value }) => value !== null || !hides(path))
      .map(({ path, value }) => [path, value]),
  );
}

function joinAll(poset: Poset, sets: ReadonlyMap<string, RandomNode['sets']>) {
  return joinTrees(poset, (name) => tableOf(name, sets.get(name) ?? []));
}

function flatten(
  tree: { readonly entries: ReadonlyMap<string, unknown> },
  above = '',
): [string, number | null][] {
  return [...tree.entries].flatMap(([key, node]): [string, number | null][] => {
    const inner = node as {
      kind: string;
      setters: [{ value: bigint }];
      entries: ReadonlyMap<string, unknown>;
    };
    if (inner.kind === 'leaf') return [[above + key, Number(inner.setters[0].value)]];
    return inner.entries.size === 0 ? [[above + key, null]] : flatten(inner, `${above}${key}.`);
  });
}

describe('the join', () => {
  test('is what its definition says, at every node of random lattices', () => {
    let conflicts = 0;
    fc.assert(
      fc.property(anyNodes, (nodes) => {
        const poset = buildPoset(edgesOfNodes(nodes));
        const sets = new Map(nodes.map((node, index) => [nameOf(index), ownSets(node)]));
        const joined = joinAll(poset, sets);
        const told = new Set(joined.conflicts.map(({ node }) => node));
        for (const name of poset.elements) {
          const wanted = byDefinition(poset, sets, name);
          const below = poset.downSetOf([name]).some((node) => told.has(node));
          // Above a conflict nothing is promised but that it was told.
          expect({ name, conflict: below || told.has(name) }).toEqual({
            name,
            conflict: wanted === undefined || below,
          });
          if (wanted === undefined) conflicts += 1;
          else if (!below) {
            const tree = joined.trees.get(name) as { entries: ReadonlyMap<string, unknown> };
            expect(new Map(flatten(tree).sort())).toEqual(new Map([...wanted].sort()));
          }
        }
      }),
      sampled(1500),
    );
    expect(conflicts).toBeGreaterThan(50);
  });

  test('does not depend on the order of nodes, edges or keys', () => {
    fc.assert(
      fc.property(anyNodes, (nodes) => {
        const edges = edgesOfNodes(nodes);
        const turned = new Map(
          [...edges].reverse().map(([name, ends]) => [name, [...ends, ...ends].reverse()]),
        );
        const sets = new Map(nodes.map((node, index) => [nameOf(index), ownSets(node)]));
        const reversed = new Map([...sets].map(([name, own]) => [name, [...own].reverse()]));
        const [one, other] = [joinAll(buildPoset(edges), sets), joinAll(buildPoset(turned), reversed)];
        const view = ({ trees, conflicts }: typeof one) => [
          [...trees].map(([name, tree]) => [name, flatten(tree).sort()]),
          conflicts.map(({ node, path, one: a, other: b }) => [node, path, a.node, b.node]).sort(),
        ];
        expect(view(other)).toEqual(view(one));
      }),
      sampled(500),
    );
  });

  test('is idempotent: a node that only extends another has its configuration, the same object', () => {
    fc.assert(
      fc.property(anyNodes, (nodes) => {
        const edges = edgesOfNodes(nodes);
        const sets = new Map(nodes.map((node, index) => [nameOf(index), ownSets(node)]));
        const last = nameOf(nodes.length - 1);
        edges.set('top', [last]);
        edges.set('twice', [last, last, 'top']);
        const { trees } = joinAll(buildPoset(edges), sets);
        expect(trees.get('top')).toBe(trees.get(last));
        expect(trees.get('twice')).toBe(trees.get(last));
      }),
      sampled(300),
    );
  });

  test('is monotone: what a node below sets is there, or overridden by one above that sets it too', () => {
    fc.assert(
      fc.property(anyNodes, (nodes) => {
        const poset = buildPoset(edgesOfNodes(nodes));
        const sets = new Map(nodes.map((node, index) => [nameOf(index), ownSets(node)]));
        const { trees, conflicts } = joinAll(poset, sets);
        fc.pre(conflicts.length === 0);
        for (const name of poset.elements) {
          const here = new Map(flatten(trees.get(name) as never));
          for (const below of poset.downSetOf([name])) {
            for (const [path, value] of flatten(trees.get(below) as never)) {
              if (here.get(path) === value || value === null) continue;
              const above = poset
                .downSetOf([name])
                .filter((node) => node !== below && !poset.isBelow(node, below));
              const decided = above.some((node) =>
                (sets.get(node) ?? []).some(
                  ([own]) => own === path || isWithin(path, own) || isWithin(own, path),
                ),
              );
              expect({ name, below, path, decided }).toEqual({ name, below, path, decided: true });
            }
          }
        }
      }),
      sampled(500),
    );
  });
});
