// For tests: all files below a folder with their contents, to see that nothing was written.
import { readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';

/** By path relative to the folder; folders that are empty count too. `.git` holds what git itself keeps. */
export async function snapshotTree(folder: string, below = ''): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(join(folder, below), { withFileTypes: true });
  const parts = await Promise.all(
    entries.map(async (entry): Promise<Record<string, string>> => {
      const path = join(below, entry.name);
      if (entry.name === '.git' || entry.name === 'node_modules') return {};
      if (entry.isDirectory()) return { [`${path}/`]: '', ...(await snapshotTree(folder, path)) };
      if (entry.isSymbolicLink()) return { [path]: await readlink(join(folder, path)) };
      return { [path]: await readFile(join(folder, path), 'latin1') };
    }),
  );
  return Object.assign({}, ...parts);
}
