// Stages the command as npm would install it, for benches and tests: gives what starts it, with a cache of its own for what V8
// compiles.
import { rmSync } from 'node:fs';
import { mkdtemp, realpath, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readWorkspace } from './read-workspace.js';
import { stagePackage } from './stage-package.js';

export interface PublishedCommand {
  /** Absolute path of the file that Node runs. The first run of each subcommand compiles, and keeps what it compiled. */
  readonly file: string;
  /** Where it keeps that. */
  readonly env: Readonly<Record<string, string>>;
  readonly remove: () => void;
}

/** @param root absolute path of the workspace */
export async function stageCommand(root: string): Promise<PublishedCommand> {
  const folder = await mkdtemp(join(await realpath(tmpdir()), 'flake-lattice-published-'));
  const stage = join(folder, 'package');
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    await stagePackage('flake-lattice', await readWorkspace(root), stage);
    // What it depends on is that of the workspace.
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  } catch (fault) {
    remove();
    throw fault;
  }
  const env = { XDG_CACHE_HOME: join(folder, 'cache') };
  return { file: join(stage, 'bin/flake-lattice.js'), env, remove };
}
