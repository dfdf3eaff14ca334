// Takes a built configuration, tells of each leaf who set it and what that overrode: as a table, or as data.
import type { Provenance } from '../merge/merge-configs.js';
import { type Origin, showOrigin } from '../origin.js';
import { leavesOf, type MarkedTable, valueOfNode } from '../toml/marked-table.js';
import type { TomlValue } from '../toml/toml-value.js';
import { writeKeyPath, writeValueOnOneLine } from '../toml/write-literal.js';

interface ExplainedValue {
  /** As TOML. */
  readonly value: string;
  readonly layer: string;
  /** A file, a variable, or the argument of `--set`. */
  readonly source: string;
  /** From 1, of sources that are files. */
  readonly line?: number;
  readonly column?: number;
  /** Of a value of `[node.NAME.config]`. */
  readonly node?: string;
}

export interface ExplainedLeaf extends ExplainedValue {
  /** As a dotted key of TOML. */
  readonly key: string;
  /** Strongest first. */
  readonly overrode: readonly ExplainedValue[];
}

/** In the order of the configuration. A table without keys stands as `{}`. */
export function explainConfig(config: MarkedTable<Provenance>): readonly ExplainedLeaf[] {
  return [...leavesOf(config)].map(({ path, node }) => ({
    key: writeKeyPath(path),
    ...explainValue(valueOfNode(node), node.mark.set),
    overrode: node.mark.overrode.map(({ value, set }) => explainValue(value, set)),
  }));
}

function explainValue(value: TomlValue, { layer, name, place, node }: Origin): ExplainedValue {
  return {
    value: writeValueOnOneLine(value),
    layer,
    source: name,
    ...(place?.line === undefined ? {} : { line: place.line }),
    ...(place?.column === undefined ? {} : { column: place.column }),
    ...(node === undefined ? {} : { node }),
  };
}

/** Columns KEY, VALUE, SET BY and OVERRODE. */
export function renderExplanation(config: MarkedTable<Provenance>): string {
  const rows = [...leavesOf(config)].map(({ path, node }) => [
    writeKeyPath(path),
    writeValueOnOneLine(valueOfNode(node)),
    showOrigin(node.mark.set),
    node.mark.overrode
      .map(({ value, set }) => `${writeValueOnOneLine(value)} (${showOrigin(set)})`)
      .join(', '),
  ]);
  return alignColumns([['KEY', 'VALUE', 'SET BY', 'OVERRODE'], ...rows]);
}

/** Each cell as wide as the widest of its column, two spaces between, none at the end of a line. */
export function alignColumns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  return lines.map((line) => `${line.trimEnd()}\n`).join('');
}
