// Plans which declarations stay together: takes them with their links, gives the sets that become units, without circles.
import { type Edges, findCycle, stronglyConnectedComponents } from '@flake-lattice/lattice';
import type { Declaration } from '../resolve/declaration.js';
import type { Links } from '../resolve/links.js';
import type { Scope } from '../resolve/scope.js';
import { callOwners } from './call-places.js';
import { createGroups, type Groups } from './groups.js';
import { implPlaces } from './impl-heads.js';

export interface Linked {
  readonly declarations: readonly Declaration[];
  readonly links: ReadonlyMap<Declaration, Links>;
  readonly scope: Scope;
}

/** What the compiler said beyond what was found: keys of declarations. */
export interface Repairs {
  /** The first needs the second. */
  readonly edges: readonly (readonly [string, string])[];
  readonly merges: readonly { readonly keys: readonly string[]; readonly reason: string }[];
  /** The declaration does not make the name, though it seemed so. */
  readonly absent: readonly (readonly [key: string, name: string])[];
  /** Lines of the facade that lead nowhere. */
  readonly dropped: readonly string[];
  /** The declaration needs a trait of the standard library in scope. */
  readonly imports: readonly (readonly [key: string, path: string])[];
  /** Types whose private parts other units use. */
  readonly opened: readonly string[];
  /** Declarations whose macro calls rustdoc could not read where the facade repeated them. */
  readonly unrepeated?: readonly string[];
}

export const noRepairs: Repairs = { edges: [], merges: [], absent: [], dropped: [], imports: [], opened: [] };

/** Pure. The sets are units: what they need of each other has no circle. */
export function planGroups(linked: Linked, repairs: Repairs): Groups {
  const { declarations, links, scope } = linked;
  const groups = createGroups(declarations);
  uniteTwins(declarations, groups);
  const free: Declaration[] = [];
  for (const declaration of declarations) {
    const { kind } = declaration.item;
    if (kind === 'impl') {
      const { hosts, isFree } = implPlaces(declaration, scope);
      if (isFree && hosts.length > 1) free.push(declaration);
      else if (hosts[0]) groups.unite([hosts[0], declaration], 'names', '');
    }
    if (kind === 'call') {
      const owners = callOwners(declaration, scope);
      if (owners.length > 0)
        groups.unite(
          [...owners, declaration],
          'macro',
          `\`${declaration.item.name}!\` makes impls of ${namesOf(owners)}`,
        );
    }
  }
  const byKey = new Map(declarations.map((one) => [one.key, one]));
  for (const { keys, reason } of repairs.merges)
    groups.unite(
      keys.flatMap((key) => byKey.get(key) ?? []),
      'rustc',
      reason,
    );
  const needed = neededOf(linked, repairs);
  uniteHiddenNames(declarations, links, groups);
  placeFree(free, needed, scope, groups);
  uniteCircles(declarations, needed, groups);
  return groups;
}

/** What each declaration needs, by what was found and by what the compiler asked for. */
export function neededOf(
  { declarations, links }: Linked,
  repairs: Repairs,
): ReadonlyMap<Declaration, readonly Declaration[]> {
  const byKey = new Map(declarations.map((one) => [one.key, one]));
  const extra = new Map<string, Declaration[]>();
  for (const [one, other] of repairs.edges) {
    const to = byKey.get(other);
    if (to) extra.set(one, [...(extra.get(one) ?? []), to]);
  }
  return new Map(
    declarations.map((one) => [one, [...neededBy(links.get(one) as Links), ...(extra.get(one.key) ?? [])]]),
  );
}

function neededBy({ needs, macros }: Links): readonly Declaration[] {
  return [
    ...new Set([
      ...needs.flatMap(({ target }) => (target.kind === 'declaration' ? [target.declaration] : [])),
      ...macros,
    ]),
  ];
}

/** One name for several configurations. */
function uniteTwins(declarations: readonly Declaration[], groups: Groups): void {
  const twins = new Map<string, Declaration[]>();
  for (const declaration of declarations) {
    const { kind, module } = declaration.item;
    if (kind === 'impl' || kind === 'call') continue;
    for (const name of declaration.names) {
      const key = `${module.path.join('::')}::${name}${kind === 'macro' ? '!' : ''}`;
      twins.set(key, [...(twins.get(key) ?? []), declaration]);
    }
  }
  for (const [key, all] of twins)
    if (all.length > 1)
      groups.unite(all, 'twins', `\`${key}\` is there once for each of several configurations`);
}

/** What a macro makes without \`pub\` is seen by nothing outside its unit. */
function uniteHiddenNames(
  declarations: readonly Declaration[],
  links: ReadonlyMap<Declaration, Links>,
  groups: Groups,
): void {
  for (const user of declarations) {
    for (const { target } of links.get(user)?.needs ?? []) {
      if (target.kind !== 'declaration' || target.declaration === user) continue;
      const { declaration, name } = target;
      if (declaration.item.kind === 'call' && declaration.hidden.has(name) && declaration.names.has(name))
        groups.unite(
          [declaration, user],
          'names',
          `\`${declaration.item.name}!\` makes \`${name}\`, which is not public`,
        );
    }
  }
}

/** Impls that may stand in several places go where they close no circle, the first such place counting. */
function placeFree(
  free: readonly Declaration[],
  needed: ReadonlyMap<Declaration, readonly Declaration[]>,
  scope: Scope,
  groups: Groups,
): void {
  for (const impl of [...free].sort((one, other) => (one.key < other.key ? -1 : 1))) {
    const { hosts } = implPlaces(impl, scope);
    const below = reachable([impl], needed, groups, impl);
    const host = hosts.find((one) => !below.has(groups.of(one)) || isOnlySelf(one, impl, needed, groups));
    groups.unite([host ?? (hosts[0] as Declaration), impl], 'names', '');
  }
}

/** What the impl needs does not lead back to the host, but for the host itself. */
function isOnlySelf(
  host: Declaration,
  impl: Declaration,
  needed: ReadonlyMap<Declaration, readonly Declaration[]>,
  groups: Groups,
): boolean {
  const others = (needed.get(impl) ?? []).filter((one) => groups.of(one) !== groups.of(host) && one !== impl);
  return !reachable(others, needed, groups, impl).has(groups.of(host));
}

function reachable(
  from: readonly Declaration[],
  needed: ReadonlyMap<Declaration, readonly Declaration[]>,
  groups: Groups,
  skipped: Declaration,
): ReadonlySet<Declaration> {
  const seen = new Set<Declaration>();
  const open = from.map((one) => groups.of(one));
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    for (const member of groups.membersOf(at))
      for (const next of needed.get(member) ?? []) if (next !== skipped) open.push(groups.of(next));
  }
  return seen;
}

function uniteCircles(
  declarations: readonly Declaration[],
  needed: ReadonlyMap<Declaration, readonly Declaration[]>,
  groups: Groups,
): void {
  const { edges, byName } = edgesOf(declarations, needed, groups);
  for (const component of stronglyConnectedComponents(edges)) {
    if (component.length < 2) continue;
    const within = new Set(component);
    const inner: Edges = new Map(
      component.map((name) => [name, (edges.get(name) ?? []).filter((other) => within.has(other))]),
    );
    const cycle = (findCycle(inner) ?? component).map((name) => shortName(byName.get(name) as Declaration));
    groups.unite(
      component.map((name) => byName.get(name) as Declaration),
      'cycle',
      `they need each other: ${cycle.join(' -> ')}`,
    );
  }
}

/** Between sets, each by the key of the declaration that stands for it. */
export function edgesOf(
  declarations: readonly Declaration[],
  needed: ReadonlyMap<Declaration, readonly Declaration[]>,
  groups: Groups,
): { readonly edges: Edges; readonly byName: ReadonlyMap<string, Declaration> } {
  const edges = new Map<string, Set<string>>();
  const byName = new Map<string, Declaration>();
  for (const declaration of declarations) {
    const own = groups.of(declaration);
    byName.set(own.key, own);
    let below = edges.get(own.key);
    if (below === undefined) {
      below = new Set();
      edges.set(own.key, below);
    }
    for (const other of needed.get(declaration) ?? []) {
      const theirs = groups.of(other);
      if (theirs !== own) below.add(theirs.key);
    }
  }
  return { edges: new Map([...edges].map(([name, below]) => [name, [...below].sort()])), byName };
}

export function shortName({ item }: Declaration): string {
  return [...item.module.path, item.name].filter((part) => part !== '').join('::');
}

function namesOf(declarations: readonly Declaration[]): string {
  return declarations.map((one) => `\`${shortName(one)}\``).join(', ');
}
