// Where a clone keeps notes about a tree that are its own and never committed: takes the tree, gives a folder.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { type FolderListing, type Repository, readRepository } from '@flake-lattice/programs';
import { noteFolder } from '../manifest/manifest.js';

export interface TreeOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Spares reading it again; by default it is read from where the tree lies. */
  readonly repository?: Repository | undefined;
  /** What git says of the tree's folder: asked for early, it is there when it is needed. */
  readonly listing?: Promise<FolderListing> | undefined;
}

/** The repository that holds a tree, which need not be there yet, or is a file system of its own; nothing outside of git. */
export async function repositoryOf(
  folder: string,
  { env, repository }: TreeOptions,
): Promise<Repository | undefined> {
  if (repository) return repository;
  let nearest = dirname(folder);
  while (!existsSync(nearest)) nearest = dirname(nearest);
  return readRepository(nearest, { env });
}

/**
 * Absolute path of a folder, perhaps not there yet: in the git directory of the work tree, one for each tree in it;
 * outside of git beside the manifest.
 */
export function stateFolderOf(folder: string, repository: Repository | undefined): string {
  if (!repository) return join(folder, noteFolder, 'state');
  const name = createHash('sha256').update(relative(repository.root, folder)).digest('hex').slice(0, 16);
  return join(repository.stateFolder, name);
}
