// Takes what a file holds and what would be written, gives how they differ: leaf by leaf, or in the first line.
import { isCodedError } from '@flake-lattice/errors';
import type { Provenance } from '../merge/merge-configs.js';
import { showOrigin } from '../origin.js';
import { decodeText } from '../toml/decode-text.js';
import { leavesOf, type MarkedNode, type MarkedTable, valueOfNode } from '../toml/marked-table.js';
import { readToml } from '../toml/read-toml.js';
import { equalToml, type TomlValue } from '../toml/toml-value.js';
import { writeKeyPath, writeValueOnOneLine } from '../toml/write-literal.js';
import { alignColumns } from './explain-config.js';

export interface Difference {
  /** A dotted key of TOML; absent where it is the text that differs, not a value. */
  readonly key?: string;
  /** What the file has, as TOML or as a line of text; absent where it has nothing. */
  readonly found?: string;
  /** The line of the file, from 1. */
  readonly line?: number;
  /** What would be written; absent where that has nothing. */
  readonly wanted?: string;
  /** Who set what would be written. */
  readonly source?: string;
}

/**
 * Nothing where the bytes are equal. A file that is not TOML, or has the same values in other text, differs in a line.
 *
 * @param found the bytes of the file; nothing where there is none
 */
export function compareConfig(
  found: Uint8Array | undefined,
  wanted: string,
  config: MarkedTable<Provenance>,
): readonly Difference[] {
  if (found === undefined) return [{ wanted: wanted.split('\n')[0] as string }];
  if (Buffer.from(wanted).equals(found)) return [];
  const leaves = leavesOfFile(found);
  const differences = leaves === undefined ? [] : compareLeaves(leaves, config);
  return differences.length > 0
    ? differences
    : [firstLineThatDiffers(Buffer.from(found).toString('utf8'), wanted)];
}

interface FoundLeaf {
  readonly value: TomlValue;
  readonly line: number;
}

function leavesOfFile(bytes: Uint8Array): ReadonlyMap<string, FoundLeaf> | undefined {
  try {
    const table = readToml(decodeText(bytes, ''), '');
    const leaf = ({ path, node }: { path: readonly string[]; node: MarkedNode<{ line?: number }> }) =>
      [writeKeyPath(path), { value: valueOfNode(node), line: node.mark.line ?? 1 }] as const;
    return new Map([...leavesOf(table)].map(leaf));
  } catch (error) {
    if (isCodedError(error)) return undefined;
    throw error;
  }
}

function compareLeaves(found: ReadonlyMap<string, FoundLeaf>, config: MarkedTable<Provenance>): Difference[] {
  const differences: Difference[] = [];
  const wantedKeys = new Set<string>();
  for (const { path, node } of leavesOf(config)) {
    const key = writeKeyPath(path);
    wantedKeys.add(key);
    const present = found.get(key);
    if (present && equalToml(present.value, valueOfNode(node))) continue;
    differences.push({
      key,
      ...(present && { found: writeValueOnOneLine(present.value), line: present.line }),
      wanted: writeValueOnOneLine(valueOfNode(node)),
      source: showOrigin(node.mark.set),
    });
  }
  for (const [key, { value, line }] of found) {
    if (!wantedKeys.has(key)) differences.push({ key, found: writeValueOnOneLine(value), line });
  }
  return differences;
}

function firstLineThatDiffers(found: string, wanted: string): Difference {
  const [foundLines, wantedLines] = [found.split('\n'), wanted.split('\n')];
  const index = foundLines.findIndex((line, at) => line !== wantedLines[at]);
  // Where the file is the beginning of what is wanted, the first line that it lacks.
  const at = index === -1 ? foundLines.length : index;
  const [here, there] = [foundLines[at], wantedLines[at]];
  return {
    line: at + 1,
    ...(here === undefined ? {} : { found: here }),
    ...(there === undefined ? {} : { wanted: there }),
  };
}

/** Lines with `-` for what the file has and `+` for what would be written, each with where it comes from. */
export function renderDifferences(differences: readonly Difference[], file: string): string {
  const rows = differences.flatMap(({ key, found, line, wanted, source }) => {
    const say = (text: string) => (key === undefined ? JSON.stringify(text) : `${key} = ${text}`);
    return [
      ...(found === undefined ? [] : [[`- ${say(found)}`, `${file}:${line}`]]),
      ...(wanted === undefined ? [] : [[`+ ${say(wanted)}`, source ?? '']]),
    ];
  });
  return alignColumns(rows);
}
