// Finds what tests have and the units lack: an item or module that is there in tests, and without them under another
// condition, such as `any(test, feature = "testing")`. The facade has a copy of it for its tests.
import type { Item, Module } from '../read/crate-source.js';
import { conditionOutsideOfTests, conjunction } from '../read/predicates.js';
import { childOf, textOf } from '../syntax/syntax-node.js';

/**
 * The condition under which the units have the item, where tests have it besides. An impl goes with its type: beside a copy
 * it is one of the copy's, and nowhere else may the facade have it.
 */
export function conditionInUnits(item: Item): string | undefined {
  if (item.isTest) return undefined;
  const condition = ownCondition(item);
  if (condition === undefined || item.kind !== 'impl') return condition;
  const type = childOf(item.node, 'type');
  const name = type && /(\w+)\s*(?:<[\s\S]*)?$/.exec(textOf(item.file.text, type))?.[1];
  const isCopied = (other: Item) =>
    other.kind !== 'impl' && other.name === name && ownCondition(other) !== undefined;
  return item.module.items.some(isCopied) ? condition : undefined;
}

export function conditionOfModuleInUnits(module: Module): string | undefined {
  const own = module.conditions.filter((condition) => !module.parent?.conditions.includes(condition));
  return module.isTest || own.length === 0 ? undefined : conditionOutsideOfTests(conjunction(own));
}

function ownCondition({ conditions }: Item): string | undefined {
  return conditions.length === 0 ? undefined : conditionOutsideOfTests(conjunction(conditions));
}
