// Takes the last adoption of this clone back: gives every file what it held before, and takes out what was generated for a
// lattice that began with it.
import { existsSync, readFileSync } from 'node:fs';
import { rm, rmdir } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import type { CommandIo } from '@flake-lattice/command-shell';
import { CodedError, commandLine } from '@flake-lattice/errors';
import { applyTree, withRunLock, writeFiles } from '@flake-lattice/generated-tree';
import { type Repository, readRepository } from '@flake-lattice/programs';
import type { ProjectOptions } from '../project/find-file.js';
import { type Adoption, hashOf, readAdoptions, writeAdoptions } from './adoption-record.js';

export interface PlannedUndo {
  readonly repository: Repository;
  readonly adoption: Adoption;
  readonly earlier: readonly Adoption[];
}

/** @throws CodedError ADOPTION_MISSING, ADOPTION_EDITED */
export async function planUndo({ lattice }: ProjectOptions, { cwd, env }: CommandIo): Promise<PlannedUndo> {
  const folder = lattice === undefined ? cwd : dirname(resolve(cwd, lattice));
  const repository = await readRepository(folder, { env });
  const adoptions = repository ? await readAdoptions(repository) : [];
  const adoption = adoptions.at(-1);
  if (!repository || !adoption) throw noneHere();
  const edited = adoption.files.filter(({ path, before, after }) => {
    const now = readIfThere(join(repository.root, path));
    const isBefore = (now?.toString('base64') ?? null) === before;
    return !isBefore && after !== null && (now === undefined || hashOf(now) !== after);
  });
  if (edited.length > 0)
    throw editedSince(edited.map(({ path }) => relative(cwd, join(repository.root, path))));
  return { repository, adoption, earlier: adoptions.slice(0, -1) };
}

/**
 * A lattice that was there before is to be generated anew afterwards.
 *
 * @returns absolute paths of generated files that were edited, and left
 */
export async function undoAdoption(
  { repository, adoption, earlier }: PlannedUndo,
  { env }: CommandIo,
): Promise<readonly string[]> {
  const absolute = (path: string) => join(repository.root, path);
  const output = absolute(adoption.output);
  const options = { env, repository };
  return withRunLock(output, { ...options, onWait: () => {} }, async () => {
    const generated = await repository.listTracked(output);
    const left = adoption.began
      ? await removeGenerated(output, dirname(absolute(adoption.lattice)), env)
      : [];
    const files = adoption.files.map(({ path, before }) => ({ file: absolute(path), before }));
    await writeFiles(
      files.flatMap(({ file, before }) =>
        before === null ? [] : [{ file, contents: Buffer.from(before, 'base64') }],
      ),
    );
    for (const { file, before } of files) if (before === null) await rm(file, { force: true });
    await writeAdoptions(repository, earlier);
    const known = [...generated].map((path) => join(adoption.output, path));
    const gone = [...known, ...adoption.files.map(({ path }) => path)];
    await repository.forgetNew(gone.filter((path) => !existsSync(absolute(path))));
    return left;
  });
}

async function removeGenerated(
  output: string,
  root: string,
  env: CommandIo['env'],
): Promise<readonly string[]> {
  const tree = { folder: output, root, files: [], leave: [] };
  const { files } = await applyTree(tree, { env, edited: 'leave' });
  const left = files.filter(({ outcome }) => outcome !== 'removed' && outcome !== 'unchanged');
  if (left.length > 0) return left.map(({ path }) => join(output, path));
  // The lock that Nix leaves beside the hub is in no plan of ours.
  await rm(join(output, 'flake.lock'), { force: true });
  await rm(join(output, '.lattice'), { recursive: true, force: true });
  // Whatever else lies there is somebody's.
  await rmdir(output).catch(() => {});
  return [];
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw fault;
  }
}

function noneHere(): CodedError {
  return new CodedError({
    code: 'ADOPTION_MISSING',
    message: 'no adoption is known in this clone that could be taken back',
    hint: 'git log -- lattice.toml   (shows the commit that holds it, for git revert)',
  });
}

function editedSince(files: readonly string[]): CodedError {
  return new CodedError({
    code: 'ADOPTION_EDITED',
    message: `${files.map((file) => `\`${file}\``).join(', ')} ${files.length === 1 ? 'was' : 'were'} edited since, and nothing was taken back`,
    hint: `git diff -- ${commandLine(files)}\ntake these edits back first, or take the rest of the adoption out by hand`,
  });
}
