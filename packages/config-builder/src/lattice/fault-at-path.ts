// Takes a document, gives what makes faults at its keys: each with the place of the key, or of the table nearest above.
import type { CodedErrorParts } from '@flake-lattice/errors';
import type { Origin } from '../origin.js';
import { faultAt } from '../schema/fault.js';
import { type MarkedTable, nodeAt } from '../toml/marked-table.js';

export type FaultAtPath = (
  path: readonly string[],
  parts: Pick<CodedErrorParts, 'code' | 'message' | 'hint'>,
) => CodedErrorParts;

export function faultsAt(document: MarkedTable<Origin>): FaultAtPath {
  return (path, parts) => faultAt(nearestMark(document, path), parts);
}

function nearestMark(document: MarkedTable<Origin>, path: readonly string[]): Origin {
  for (let length = path.length; length > 0; length -= 1) {
    const node = nodeAt(document, path.slice(0, length));
    if (node !== undefined) return node.mark;
  }
  return document.mark;
}
