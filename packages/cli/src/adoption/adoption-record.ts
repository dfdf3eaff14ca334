// Remembers adoptions in the git directory of this clone, so that they can be taken back: what each file held before, and the
// hash of what it was made.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomically } from '@flake-lattice/generated-tree';
import type { Repository } from '@flake-lattice/programs';

export interface Adoption {
  /** Paths are relative to the root of the repository. */
  readonly lattice: string;
  readonly output: string;
  /** Whether the lattice began with it. */
  readonly began: boolean;
  readonly nodes: readonly string[];
  readonly files: readonly AdoptedFile[];
}

export interface AdoptedFile {
  readonly path: string;
  /** In base64; nothing where it was not there. */
  readonly before: string | null;
  /** The hash of what it was made; nothing where it is not known, for Nix did not come to write it. */
  readonly after: string | null;
}

type Place = Pick<Repository, 'stateFolder'>;

/** The last one comes last. */
export async function readAdoptions(place: Place): Promise<readonly Adoption[]> {
  const text = await readFile(fileIn(place), 'utf8').catch((fault: NodeJS.ErrnoException) => {
    if (fault.code !== 'ENOENT') throw fault;
    return undefined;
  });
  return text === undefined ? [] : (JSON.parse(text) as { adoptions: readonly Adoption[] }).adoptions;
}

export async function writeAdoptions(place: Place, adoptions: readonly Adoption[]): Promise<void> {
  await writeFileAtomically(fileIn(place), `${JSON.stringify({ adoptions }, undefined, 2)}\n`);
}

export function hashOf(contents: Uint8Array): string {
  return createHash('sha256').update(contents).digest('hex');
}

function fileIn({ stateFolder }: Place): string {
  return join(stateFolder, 'adoptions.json');
}
