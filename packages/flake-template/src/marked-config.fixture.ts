// For tests: a configuration as it is joined, of plain tables.
import {
  isTomlTable,
  type MarkedNode,
  type MarkedTable,
  type Provenance,
  type TomlLeaf,
  type TomlTable,
} from '@flake-lattice/config-builder';

const mark: Provenance = { set: { layer: 'default', name: 'default' }, overrode: [] };

export function markedConfig(table: TomlTable): MarkedTable<Provenance> {
  const entries = [...table].map(([key, value]): [string, MarkedNode<Provenance>] => [
    key,
    isTomlTable(value) ? markedConfig(value) : { kind: 'leaf', value: value as TomlLeaf, mark },
  ]);
  return { kind: 'table', entries: new Map(entries), mark };
}
