// Finds the traits that are in scope in a module: takes how its names are resolved, gives them with where each comes from.
import type { Import, Module } from '../read/crate-source.js';
import { conditionsOf, unite } from './conditions.js';
import type { Declaration } from './declaration.js';
import type { Need, Target } from './target.js';

export interface NamesOfModules {
  /** By name. */
  readonly declaredIn: (module: Module) => ReadonlyMap<string, readonly Declaration[]>;
  readonly resolveImport: (leaf: Import) => readonly Target[];
  /** What stands before `::*`. */
  readonly resolveGlob: (leaf: Import) => readonly Target[];
  /** Whether a name of `from` passes a glob into another module. */
  readonly isVisible: (from: Module, name: string, target: Target, to: Module) => boolean;
}

/** Own ones and what may be one of another crate; each module is gone through once. */
export function traitsInScope({
  declaredIn,
  resolveImport,
  resolveGlob,
  isVisible,
}: NamesOfModules): (module: Module) => readonly Need[] {
  const importedOf = new Map<Module, readonly Need[]>();

  function imported(module: Module): readonly Need[] {
    let known = importedOf.get(module);
    if (known === undefined) {
      known = importedBy(module, new Set());
      importedOf.set(module, known);
    }
    return known;
  }

  function importedBy(module: Module, seen: Set<Module>): readonly Need[] {
    if (seen.has(module)) return [];
    seen.add(module);
    const needs: Need[] = [];
    for (const [name, all] of declaredIn(module))
      for (const declaration of all)
        if (declaration.item.kind === 'trait')
          needs.push({
            module,
            name,
            target: { kind: 'declaration', declaration, name, conditions: declaration.conditions },
          });
    for (const leaf of module.imports) {
      if (leaf.isTest || leaf.isCrate) continue;
      if (leaf.name !== '*') {
        for (const target of resolveImport(leaf)) needs.push({ module, name: leaf.name, target });
        continue;
      }
      for (const target of resolveGlob(leaf)) {
        const conditions = unite(conditionsOf(leaf), target.conditions);
        if (target.kind === 'external') needs.push({ module, name: '*', target: { ...target, conditions } });
        if (target.kind === 'module')
          for (const need of importedBy(target.module, seen))
            if (need.name === '*' || isVisible(target.module, need.name, need.target, module))
              needs.push({
                module,
                name: need.name,
                target: { ...need.target, conditions: unite(conditions, need.target.conditions) },
              });
      }
    }
    return needs;
  }

  return imported;
}
