// Writes a planned lattice: makes the repository where there is none, then all files, and lets git know of them.
import { mkdir } from 'node:fs/promises';
import type { CommandIo } from '@flake-lattice/command-shell';
import { CodedError, quoteForShell } from '@flake-lattice/errors';
import { checkWritable, writeFiles } from '@flake-lattice/generated-tree';
import { type Repository, readRepository, runProgram } from '@flake-lattice/programs';
import { contentsOf } from '@flake-lattice/root-integrator';
import { noGit } from '../project/no-repository.js';
import type { InitPlan } from './plan-init.js';

/** @throws CodedError GIT_MISSING, GIT_FAILED, OUTPUT_NOT_WRITABLE, DISK_FULL */
export async function applyInit(
  { ground, lattice, root, beside, standIn }: InitPlan,
  io: CommandIo,
): Promise<void> {
  await checkWritable(ground.folder);
  const repository = ground.repository ?? (await makeRepository(ground.folder, io));
  const files = [...standIn, ...beside, { file: lattice.file, contents: lattice.text }];
  await writeFiles([...files, contentsOf(root)]);
  const made = [...files, ...(root.flake.text === undefined ? [root.flake] : [])].map(({ file }) => file);
  const untracked = await repository.listUntracked(made);
  await repository.addIntentToAdd(untracked);
}

async function makeRepository(folder: string, { env }: CommandIo): Promise<Repository> {
  await mkdir(folder, { recursive: true });
  const result = await runProgram('git', ['init', '--quiet', '--', folder], { cwd: folder, env });
  if (result.exitCode === 127) throw noGit();
  const repository = result.exitCode === 0 ? await readRepository(folder, { env }) : undefined;
  if (repository) return repository;
  throw new CodedError({
    code: 'GIT_FAILED',
    message: `git cannot make a repository of \`${folder}\``,
    hint: `git init -- ${quoteForShell(folder)}`,
    detail: result.stderr.trim(),
  });
}
