// Takes a configuration as it was read, gives it as plain data for templates.
import {
  isTomlArray,
  isTomlTable,
  type MarkedNode,
  type TomlTable,
  type TomlValue,
  valueOfNode,
} from '@flake-lattice/config-builder';
import { NixFloat } from '@flake-lattice/nix-text';

/**
 * A template counts with numbers: an integer is a `number` where that holds it, a `bigint` otherwise; a float that
 * is whole is a `NixFloat`, so that `1.0` stays a float in Nix. Date-times are strings, as written.
 */
export function templateData(table: TomlTable): object {
  return dataOf(table) as object;
}

/** The same of what stands at one key. */
export function dataOfNode(node: MarkedNode<unknown>): unknown {
  return dataOf(valueOfNode(node));
}

function dataOf(value: TomlValue): unknown {
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value;
  }
  if (typeof value === 'number') return Number.isInteger(value) ? new NixFloat(value) : value;
  if (typeof value !== 'object') return value;
  if (isTomlArray(value)) return value.map(dataOf);
  if (!isTomlTable(value)) return value.text;
  const data: Record<string, unknown> = Object.create(null);
  for (const [key, item] of value) data[key] = dataOf(item);
  return data;
}
