// For tests: all files below a folder with what they hold, to see that nothing was written.
import { createHash } from 'node:crypto';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';

/** What git, npm and the caches of the tools keep for themselves. */
const leftOut: ReadonlySet<string> = new Set(['.git', '.nx', 'node_modules']);

/** The hash of each file's contents, by path relative to the folder; folders count too, even empty ones. */
export async function snapshotTree(folder: string, below = ''): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(join(folder, below), { withFileTypes: true });
  const parts = await Promise.all(
    entries.map(async (entry): Promise<Record<string, string>> => {
      const path = join(below, entry.name);
      if (leftOut.has(entry.name)) return {};
      if (entry.isDirectory()) return { [`${path}/`]: '', ...(await snapshotTree(folder, path)) };
      if (entry.isSymbolicLink()) return { [path]: await readlink(join(folder, path)) };
      return {
        [path]: createHash('sha256')
          .update(await readFile(join(folder, path)))
          .digest('hex'),
      };
    }),
  );
  return Object.assign({}, ...parts);
}
