// Looks at the folder that is to have a lattice: takes its path, gives what is there; refuses one that has a lattice.
import { lstat, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { CommandIo } from '@flake-lattice/command-shell';
import { CodedError, quoteForShell } from '@flake-lattice/errors';
import { nearestFolder } from '@flake-lattice/generated-tree';
import { type Repository, readRepository } from '@flake-lattice/programs';
import { readFlakeFile } from '@flake-lattice/root-integrator';
import { checkOutput } from '../project/check-output.js';

export interface Ground {
  /** Absolute path. */
  readonly folder: string;
  /** Nothing where there is none yet. */
  readonly repository: Repository | undefined;
  /** The flake of the user's, and its lock. */
  readonly root: { readonly text: string; readonly lock: string | undefined } | undefined;
}

/** The names that a lattice can be declared by. */
const latticeFiles = ['lattice.toml', 'lattice.config.ts'] as const;

/**
 * @param folder absolute path; it may be missing
 * @param output the folder that flakes will be generated into, from `folder`
 * @throws CodedError LATTICE_EXISTS, OUTPUT_NOT_OURS, OUTPUT_IS_FILE, OUTPUT_NOT_WRITABLE, FLAKE_MISSING, GIT_FAILED
 */
export async function readGround(folder: string, output: string, { cwd, env }: CommandIo): Promise<Ground> {
  for (const name of latticeFiles) {
    if (await isThere(join(folder, name))) throw latticeExists(relative(cwd, join(folder, name)) || name);
  }
  const repository = await readRepository(await nearestFolder(folder), { env });
  const place = join(folder, output);
  await checkOutput({ place, shown: relative(cwd, place), command: 'init' });
  const { text } = await readFlakeFile(join(folder, 'flake.nix'));
  if (text === undefined) return { folder, repository, root: undefined };
  const lock = await readFile(join(folder, 'flake.lock'), 'utf8').catch(() => undefined);
  return { folder, repository, root: { text, lock } };
}

function latticeExists(shown: string): CodedError {
  return new CodedError({
    code: 'LATTICE_EXISTS',
    message: `there is a lattice here already: \`${shown}\``,
    hint: `flake-lattice generate   (writes what it declares)\nor begin anew: rm ${quoteForShell(shown)}`,
    place: { file: shown },
  });
}

/** A link that leads nowhere is there too. */
export async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
