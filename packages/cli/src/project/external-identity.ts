// Tells whether an entry of a lock is an external input of the lattice: takes both, and compares what they stand for.
import { type ExternalInput, referenceOf as urlOf } from '@flake-lattice/config-builder';
import { type LockNode, type ReferenceAttributes, readReference } from '@flake-lattice/nix-text';

/** What says which version it is, or was found out about that version. */
const versions: ReadonlySet<string> = new Set(['lastModified', 'narHash', 'ref', 'rev', 'revCount']);

/** One that was never locked is what the lattice has by the same reference. */
export function isLockedAs({ locked, original }: LockNode, external: ExternalInput): boolean {
  const attributes = (url: string) => readReference('', { url })?.attributes;
  const asked = attributes(external.url);
  if (locked === original) return asked !== undefined && isSame(original, asked);
  const pinned = attributes(urlOf(external));
  if (pinned === undefined || !isSame(withoutVersion(pinned), withoutVersion(locked))) return false;
  if (pinned.rev !== undefined) return pinned.rev === locked.rev;
  return pinned.narHash !== undefined && pinned.narHash === locked.narHash;
}

function withoutVersion(attributes: ReferenceAttributes): ReferenceAttributes {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => !versions.has(name)));
}

function isSame(one: ReferenceAttributes, other: ReferenceAttributes): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => one[name] === other[name]);
}
