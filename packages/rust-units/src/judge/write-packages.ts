// Writes the packages of a split to a folder of its own: what is there already and the same is left as it is, so that
// cargo looks at what changed alone.
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CrateSplit, PackageFile } from '../split.js';

export type SplitPackages = Pick<CrateSplit, 'units' | 'facade'>;

export async function writePackages({ units, facade }: SplitPackages, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const kept = new Set(units.map((unit) => unit.folder));
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const isUnit = entry.isDirectory() && (await isFile(join(folder, entry.name, 'Cargo.toml')));
    if (isUnit && !kept.has(entry.name)) await rm(join(folder, entry.name), { recursive: true });
  }
  await writeFiles(facade.files, folder);
  for (const unit of units) await writeFiles(unit.files, join(folder, unit.folder));
}

async function writeFiles(files: readonly PackageFile[], folder: string): Promise<void> {
  for (const file of files) {
    const place = join(folder, file.path);
    await mkdir(dirname(place), { recursive: true });
    if ('copyOf' in file) {
      await cp(file.copyOf, place, { preserveTimestamps: true });
      continue;
    }
    const before = await readFile(place, 'utf8').catch(() => undefined);
    if (before !== file.contents) await writeFile(place, file.contents);
  }
}

async function isFile(path: string): Promise<boolean> {
  return (await readFile(path).catch(() => undefined)) !== undefined;
}
