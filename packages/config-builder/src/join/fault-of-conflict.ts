// Takes a conflict between two nodes, gives the coded error that names both, with their places and the mend.
import type { CodedErrorParts } from '@flake-lattice/errors';
import { showOrigin } from '../origin.js';
import { faultAt } from '../schema/fault.js';
import { writeKey, writeKeyPath, writeValueOnOneLine } from '../toml/write-literal.js';
import type { Contribution } from './join-tree.js';
import type { Conflict } from './join-trees.js';

/** @param section the table of a node that the key lies in */
export function faultOfConflict(
  { node, path, one, other, table }: Conflict,
  section: 'config' | 'env',
): CodedErrorParts {
  const said = ({ node: name, mark, value }: Contribution, isTable: boolean) =>
    `${isTable || value === undefined ? 'a table' : shorten(writeValueOnOneLine(value))} in the node \`${name}\` (${showOrigin(mark)})`;
  const key = writeKeyPath(path);
  const below = writeKeyPath(['node', node, section, ...path.slice(0, -1)]);
  const value = one.value === undefined ? '…' : shorten(writeValueOnOneLine(one.value));
  return faultAt(one.mark, {
    code: 'CONFIG_CONFLICT',
    message: `\`${section === 'env' ? `env.${key}` : key}\` of the node \`${node}\` is ${said(one, false)} and ${said(other, table === 'other')}, and neither builds upon the other`,
    hint: `decide in [${below}]: ${writeKey(path.at(-1) as string)} = ${value}, or drop one of the two`,
  });
}

function shorten(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 60)}…`;
}
