// Finds variants of enums that macros make: takes a module and a name that nothing else explains, gives what it may be.
import type { Import, Module } from '../read/crate-source.js';
import { conditionsOf, unite } from './conditions.js';
import type { Target } from './target.js';

/** What the prelude has under names that variants have too. */
const prelude: ReadonlySet<string> = new Set(
  'Some None Ok Err Option Result Vec String Box Copy Clone Send Sync Sized Drop Fn FnMut FnOnce Iterator Default Eq Ord From Into'.split(
    ' ',
  ),
);

/**
 * A glob over what a macro makes brings what stands among the arguments of the macro, perhaps.
 *
 * @param resolveGlob what the path of a glob leads to
 */
export function madeVariants(
  module: Module,
  name: string,
  resolveGlob: (leaf: Import) => readonly Target[],
): readonly Target[] {
  if (prelude.has(name)) return [];
  const globs = module.imports.filter((leaf) => leaf.name === '*' && !leaf.isTest);
  return globs.flatMap((leaf) =>
    resolveGlob(leaf).flatMap((target): readonly Target[] => {
      if (target.kind !== 'declaration' || target.declaration.item.kind !== 'call') return [];
      if (!target.declaration.perhaps.has(name)) return [];
      return [{ ...target, member: name, conditions: unite(conditionsOf(leaf), target.conditions) }];
    }),
  );
}
