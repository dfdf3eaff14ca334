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
  /** By the one that stands for each; members in the order they were given in. */
  readonly sets: () => ReadonlyMap<Declaration, readonly Declaration[]>;
  /** Why the members of a set are together. */
  readonly reasonsOf: (declaration: Declaration) => readonly Reason[];
}

export function createGroups(declarations: readonly Declaration[]): Groups {
  const parents = new Map<Declaration, Declaration>(declarations.map((one) => [one, one]));
  const order = new Map(declarations.map((one, index) => [one, index]));
  const reasons: Reason[] = [];

  function of(declaration: Declaration): Declaration {
    let at = declaration;
    for (let next = parents.get(at); next !== undefined && next !== at; next = parents.get(at)) at = next;
    parents.set(declaration, at);
    return at;
  }

  return {
    of,
    unite: (members, kind, reason) => {
      const [first, ...rest] = members;
      if (first === undefined) return;
      let isNews = false;
      for (const other of rest) {
        const [one, two] = [of(first), of(other)];
        if (one === two) continue;
        isNews = true;
        const [upper, lower] = (order.get(one) ?? 0) < (order.get(two) ?? 0) ? [one, two] : [two, one];
        parents.set(lower, upper);
      }
      if (isNews) reasons.push({ kind, declarations: members, reason });
    },
    sets: () => {
      const sets = new Map<Declaration, Declaration[]>();
      for (const one of declarations) {
        const root = of(one);
        const set = sets.get(root);
        if (set) set.push(one);
        else sets.set(root, [one]);
      }
      return sets;
    },
    reasonsOf: (declaration) =>
      reasons.filter(({ declarations: [one] }) => one && of(one) === of(declaration)),
  };
}
