// Puts a planned root flake in its place: takes the integration, writes its bytes.
import { type FileContents, writeFileAtomically } from '@flake-lattice/generated-tree';
import { encode } from './flake-file.js';
import type { Integration } from './integrate.js';

/** The bytes of the result, for whoever writes them among other files. */
export function contentsOf({ flake, plan }: Integration): FileContents {
  return { file: flake.target, contents: encode(plan.result, flake) };
}

/**
 * Nix sees only what git knows, so a flake that is new is made known to git. A flake that stays as it is, is not touched.
 *
 * @throws CodedError OUTPUT_NOT_WRITABLE, DISK_FULL, GIT_FAILED
 */
export async function writeRoot(integration: Integration): Promise<void> {
  const { flake, plan, repository } = integration;
  if (plan.result === flake.text) return;
  const { file, contents } = contentsOf(integration);
  await writeFileAtomically(file, contents);
  if (flake.text !== undefined || !repository) return;
  const untracked = await repository.listUntracked([flake.file]);
  await repository.addIntentToAdd(untracked);
}
