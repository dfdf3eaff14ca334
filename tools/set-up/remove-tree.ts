// Removes a folder with all below it, read-only folders such as those of a Nix store too.
import { rm } from 'node:fs/promises';
import { runProgram } from '@flake-lattice/programs';

export async function removeTree(folder: string): Promise<void> {
  try {
    await rm(folder, { recursive: true, force: true });
  } catch {
    await runProgram('chmod', ['-R', 'u+rwX', '--', folder], { cwd: '/', env: process.env });
    await rm(folder, { recursive: true, force: true });
  }
}
