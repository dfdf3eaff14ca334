// Tells which external inputs are not pinned: takes a lattice, gives a fault for each. Pure.
import { isAbsolute, join, relative, sep } from 'node:path';
import type { CodedErrorParts } from '@flake-lattice/errors';
import { type ExternalInput, type Lattice, referenceOf } from '../sources/lattice-record.js';
import { repositoryTop } from './repository-top.js';

export function faultsOfPins({ externals, folder }: Lattice): readonly CodedErrorParts[] {
  const top = repositoryTop(folder);
  return [...externals.values()]
    .filter((external) => !isFixed(referenceOf(external), folder, top))
    .map(faultOfPin);
}

function faultOfPin(external: ExternalInput): CodedErrorParts {
  const { name, pin, place } = external;
  return {
    code: 'INPUT_NOT_PINNED',
    message: `the external input \`${name}\` is \`${referenceOf(external)}\`${pin === undefined ? '' : ' by its pin'}, which can change at any time`,
    hint: `flake-lattice update ${name}`,
    place,
  };
}

const commit = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
/** Hosts whose references hold a branch or a commit as their third part. */
const hosted = /^(?:github|gitlab|sourcehut):([^?#]*)/;

/**
 * A reference is fixed when it names a commit (`github:OWNER/REPOSITORY/COMMIT`, `?rev=`), the hash of its contents
 * (`?narHash=`), or a folder of this repository.
 *
 * @param folder absolute path that relative references start from
 * @param top absolute path of the repository's top folder
 */
export function isFixed(reference: string, folder: string, top: string): boolean {
  const query = new URLSearchParams(/\?([^#]*)/.exec(reference)?.[1] ?? '');
  if (commit.test(query.get('rev') ?? '') || /^sha(?:256|512)[-:]/.test(query.get('narHash') ?? ''))
    return true;
  const parts = hosted.exec(reference)?.[1]?.split('/');
  if (parts !== undefined) return parts.length === 3 && commit.test(parts[2] as string);
  const path = /^(?:path:([^?#]*)|(\.{1,2}(?:\/[^?#]*)?)(?:\?|$))/.exec(reference);
  const named = path?.[1] ?? path?.[2];
  if (named === undefined || isAbsolute(named)) return false;
  const way = relative(top, join(folder, decodePath(named)));
  return way !== '..' && !way.startsWith(`..${sep}`);
}

/** As Nix does with `path:` URLs: `%20` is a space. */
function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
