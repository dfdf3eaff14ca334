// Sets of declarations that stay together: a union of sets that remembers why they were united.
import type { Declaration } from '../resolve/declaration.js';
import type { MergeKind } from '../split.js';

export interface Reason {
  readonly kind: MergeKind;
  readonly declarations: readonly Declaration[];
  readonly reason: string;
}

export interface Groups {
  /** The one that stands for the set: the same for all in it. */
  readonly of: (declaration: Declaration) => Declaration;
  readonly unite: (declarations: readonly Declaration[], kind: MergeKind, reason: string) => void;
  /** All that are in its set, in no order. */
  readonly membersOf: (declaration: Declaration) => readonly Declaration[];
  /** By the one that stands for each; members in the order they were given in. */
  readonly sets: () => ReadonlyMap<Declaration, readonly Declaration[]>;
  /** Why the members of a set are together. */
  readonly reasonsOf: (declaration: Declaration) => readonly Reason[];
}

export function createGroups(declarations: readonly Declaration[]): Groups {
  const parents = new Map<Declaration, Declaration>(declarations.map((one) => [one, one]));
  const members = new Map<Declaration, Declaration[]>(declarations.map((one) => [one, [one]]));
  const order = new Map(declarations.map((one, index) => [one, index]));
  const reasons: Reason[] = [];
  /** Found once for all who ask, until something is united. */
  let known: ReadonlyMap<Declaration, readonly Declaration[]> | undefined;
  let knownReasons: ReadonlyMap<Declaration, readonly Reason[]> | undefined;

  function of(declaration: Declaration): Declaration {
    let at = declaration;
    for (let next = parents.get(at); next !== undefined && next !== at; next = parents.get(at)) at = next;
    parents.set(declaration, at);
    return at;
  }

  function findSets(): ReadonlyMap<Declaration, readonly Declaration[]> {
    const sets = new Map<Declaration, Declaration[]>();
    for (const one of declarations) {
      const root = of(one);
      const set = sets.get(root);
      if (set) set.push(one);
      else sets.set(root, [one]);
    }
    return sets;
  }

  function findReasons(): ReadonlyMap<Declaration, readonly Reason[]> {
    const found = new Map<Declaration, Reason[]>();
    for (const reason of reasons) {
      const root = of(reason.declarations[0] as Declaration);
      found.set(root, [...(found.get(root) ?? []), reason]);
    }
    return found;
  }

  return {
    of,
    membersOf: (declaration) => members.get(of(declaration)) ?? [],
    unite: (united, kind, reason) => {
      const [first, ...rest] = united;
      if (first === undefined) return;
      let isNews = false;
      for (const other of rest) {
        const [one, two] = [of(first), of(other)];
        if (one === two) continue;
        isNews = true;
        const [upper, lower] = (order.get(one) ?? 0) < (order.get(two) ?? 0) ? [one, two] : [two, one];
        parents.set(lower, upper);
        for (const member of members.get(lower) ?? []) members.get(upper)?.push(member);
        members.delete(lower);
      }
      if (!isNews) return;
      reasons.push({ kind, declarations: united, reason });
      known = undefined;
      knownReasons = undefined;
    },
    sets: () => {
      known ??= findSets();
      return known;
    },
    reasonsOf: (declaration) => {
      knownReasons ??= findReasons();
      return knownReasons.get(of(declaration)) ?? [];
    },
  };
}
