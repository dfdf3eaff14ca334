// The conditions under which a name stands: takes those of an import or of two places on its way, gives them together.
import type { Import } from '../read/crate-source.js';

/** Those of an import, and of the module that it stands in. */
export function conditionsOf({ module, conditions }: Import): readonly string[] {
  return [...module.conditions, ...conditions];
}

export function unite(some: readonly string[], others: readonly string[]): readonly string[] {
  return some.length === 0 ? others : [...new Set([...some, ...others])];
}
