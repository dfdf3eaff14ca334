// Writes an adoption: remembers what was there, writes all files or none, and has Nix write the locks that only it can tell.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { CommandIo } from '@flake-lattice/command-shell';
import { type CodedError, isCodedError } from '@flake-lattice/errors';
import { withRunLock, writeFiles } from '@flake-lattice/generated-tree';
import { findNix, lockFlake } from '@flake-lattice/programs';
import { type Adoption, hashOf, readAdoptions, writeAdoptions } from './adoption-record.js';
import type { ChangedFile } from './files-of-adoption.js';
import type { AdoptionPlan } from './plan-adoption.js';

/**
 * @returns why locks were not written that only Nix can write
 * @throws CodedError OUTPUT_NOT_WRITABLE, DISK_FULL, GIT_FAILED, RUN_LOCKED
 */
export async function applyAdoption(
  plan: AdoptionPlan,
  files: readonly ChangedFile[],
  io: CommandIo,
): Promise<readonly CodedError[]> {
  const { repository, output } = plan.ground;
  return withRunLock(output, { onWait: () => {}, env: io.env, repository }, async () => {
    const earlier = await readAdoptions(repository);
    await writeAdoptions(repository, [...earlier, recordOf(plan, files)]);
    const written = files.flatMap(({ file, after }) => (after ? [{ file, contents: after }] : []));
    await writeFiles(written).catch(async (fault) => {
      await writeAdoptions(repository, earlier);
      throw fault;
    });
    const untracked = await repository.listUntracked([plan.lattice.file]);
    await repository.addIntentToAdd(untracked);
    const failures = await lockByNix(files, io);
    await writeAdoptions(repository, [...earlier, recordOf(plan, files.map(asOnDisk))]);
    return failures;
  });
}

function recordOf({ ground, flakes, lattice }: AdoptionPlan, files: readonly ChangedFile[]): Adoption {
  const path = (file: string) => relative(ground.repository.root, file);
  return {
    lattice: path(lattice.file),
    output: path(ground.output),
    began: lattice.before === undefined,
    nodes: flakes.map(({ name }) => name),
    files: files.map(({ file, before, after }) => ({
      path: path(file),
      before: before?.toString('base64') ?? null,
      after: after ? hashOf(after) : null,
    })),
  };
}

function asOnDisk(changed: ChangedFile): ChangedFile {
  return changed.lockedBy === undefined ? changed : { ...changed, after: readFileSync(changed.file) };
}

async function lockByNix(
  files: readonly ChangedFile[],
  { cwd, env }: CommandIo,
): Promise<readonly CodedError[]> {
  const failures: CodedError[] = [];
  for (const { lockedBy } of files) {
    if (lockedBy === undefined) continue;
    try {
      await lockFlake(await findNix({ cwd, env }), lockedBy, { cwd, env });
    } catch (fault) {
      if (!isCodedError(fault)) throw fault;
      failures.push(fault);
    }
  }
  return failures;
}
