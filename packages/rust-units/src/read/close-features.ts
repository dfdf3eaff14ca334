// Tells which features are on: takes those of a crate and what was asked for, gives all that follow from it.
import type { FeatureSelection } from '../verify/test-run.js';

/** Sorted, without `default` itself. */
export function closeFeatures(
  declared: ReadonlyMap<string, readonly string[]>,
  { defaults = true, all = false, names = [] }: FeatureSelection,
): readonly string[] {
  const open = all ? [...declared.keys()] : [...(defaults ? ['default'] : []), ...names];
  const found = new Set<string>();
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name) || !declared.has(name)) continue;
    found.add(name);
    open.push(...(declared.get(name) ?? []));
  }
  found.delete('default');
  return [...found].sort();
}
