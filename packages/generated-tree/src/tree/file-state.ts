// Tells how a file on the disk stands to its plan: takes its bytes, the plan and what the record knows, gives a state. Pure.
import { hash } from 'node:crypto';
import type { ManifestEntry } from '../manifest/manifest.js';
import { markedConflicts } from '../merge/merge-texts.js';
import type { FoundText } from './survey-tree.js';

export type FileState =
  /** As planned. */
  | 'unchanged'
  /** As planned, and git does not know it, so that Nix does not see it. */
  | 'untracked'
  | 'missing'
  /** As generated once, and the plan has changed since. */
  | 'stale'
  /** Neither as planned nor as ever generated. */
  | 'edited'
  /** Edited, and a person said that it stays so, over what is planned now. */
  | 'kept'
  /** Generated once, and not planned any more. */
  | 'orphaned'
  | 'orphaned-edited';

/** Of a file that is there and not as planned. @param planned the hash of what is */
export function stateOf(
  { bytes, hash: name }: FoundText,
  planned: string,
  entry: ManifestEntry | undefined,
): FileState {
  const over = entry?.kept.get(name);
  if (over !== undefined) return over === planned && markedConflicts(bytes).length === 0 ? 'kept' : 'edited';
  // Git leaves this of a file that was made known to it, and not added, where the work tree is restored.
  if (bytes.length === 0 && entry === undefined) return 'stale';
  const isGenerated = (text: string) => text === planned || entry?.generated.includes(text) === true;
  return isGenerated(name) || isGenerated(hash('sha256', withPlainLineEnds(bytes))) ? 'stale' : 'edited';
}

/** As before git gave each line the end that Windows has, which `core.autocrlf` asks for: that is nobody's edit. */
function withPlainLineEnds(bytes: Buffer): Buffer {
  return bytes.includes('\r\n')
    ? Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1')
    : bytes;
}
