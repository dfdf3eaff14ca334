// Makes units coarser where that was asked for: takes the sets of a plan, unites those of one module, of all, or small ones.
import { stronglyConnectedComponents } from '@flake-lattice/lattice';
import type { Declaration } from '../resolve/declaration.js';
import type { Groups } from './groups.js';
import { edgesOf, type Linked, neededOf, type Repairs } from './plan-groups.js';
import type { Coarseness } from './plan-units.js';

export function coarsen(
  linked: Linked,
  groups: Groups,
  repairs: Repairs,
  { granularity, maxBytes }: Coarseness,
): void {
  const { declarations } = linked;
  const needed = neededOf(linked, repairs);
  if (granularity === 'crate') groups.unite(declarations, 'granularity', 'the crate is to stay whole');
  if (granularity === 'module') {
    const byModule = new Map<string, Declaration[]>();
    for (const one of declarations) {
      const path = one.item.module.path.join('::');
      byModule.set(path, [...(byModule.get(path) ?? []), one]);
    }
    for (const [path, members] of byModule)
      groups.unite(
        members,
        'granularity',
        path === '' ? 'the root is to stay whole' : `the module \`${path}\` is to stay whole`,
      );
    for (const component of stronglyConnectedComponents(edgesOf(declarations, needed, groups).edges)) {
      const { byName } = edgesOf(declarations, needed, groups);
      groups.unite(
        component.flatMap((name) => byName.get(name) ?? []),
        'cycle',
        'modules that need each other',
      );
    }
  }
  if (maxBytes !== undefined) grow(declarations, needed, groups, maxBytes);
}

/** A unit that one other needs alone can join it without a circle. */
function grow(
  declarations: readonly Declaration[],
  needed: ReadonlyMap<Declaration, readonly Declaration[]>,
  groups: Groups,
  maxBytes: number,
): void {
  for (;;) {
    const { edges, byName } = edgesOf(declarations, needed, groups);
    const users = new Map<string, string[]>();
    for (const [name, below] of edges)
      for (const other of below) users.set(other, [...(users.get(other) ?? []), name]);
    const sizes = new Map<string, number>();
    for (const [root, members] of groups.sets())
      sizes.set(
        root.key,
        members.reduce((sum, { item }) => sum + item.node.end - item.node.start, 0),
      );
    const found = [...users]
      .filter(([, names]) => names.length === 1)
      .map(([name, [user = '']]) => ({ name, user, size: (sizes.get(name) ?? 0) + (sizes.get(user) ?? 0) }))
      .filter(({ size }) => size <= maxBytes)
      .sort((one, other) => one.size - other.size || (one.name < other.name ? -1 : 1))[0];
    if (found === undefined) return;
    groups.unite(
      [byName.get(found.user) as Declaration, byName.get(found.name) as Declaration],
      'size',
      `together they are ${found.size} bytes, no more than was asked for`,
    );
  }
}
