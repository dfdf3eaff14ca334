// A part of the toolchain is whole when its stamp, written last, agrees with its files: writes and checks stamps.
import { lstat, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface PartStamp {
  /** Changes when set-up makes the part in another way. */
  readonly recipe: string;
  /** Where the part was made; its programs hold this path. */
  readonly place: string;
  /** Of the package that it was made from. */
  readonly version: string;
  /** The size of each file, by its path in the part. */
  readonly sizes: Readonly<Record<string, number>>;
}

export type PartState =
  | { readonly state: 'whole'; readonly stamp: PartStamp }
  /** Whole, but its folder lay elsewhere when it was made. */
  | { readonly state: 'moved'; readonly stamp: PartStamp }
  | { readonly state: 'absent' }
  | { readonly state: 'damaged'; readonly reason: string };

const stampName = 'stamp.json';

export async function stampPart(
  folder: string,
  { recipe, version }: Pick<PartStamp, 'recipe' | 'version'>,
): Promise<void> {
  const stamp: PartStamp = { recipe, place: folder, version, sizes: await readSizes(folder) };
  const staged = join(folder, `.${stampName}`);
  await writeFile(staged, `${JSON.stringify(stamp, undefined, 2)}\n`);
  await rename(staged, join(folder, stampName));
}

export async function checkPart(folder: string, recipe: string): Promise<PartState> {
  const names = await readdir(folder).catch(() => undefined);
  if (names === undefined) return { state: 'absent' };
  const stamp = await readStamp(folder);
  if (!stamp) return { state: 'damaged', reason: 'it was not finished' };
  if (stamp.recipe !== recipe) return { state: 'damaged', reason: 'it is of an older kind' };
  for (const [name, size] of Object.entries(stamp.sizes)) {
    const found = await lstat(join(folder, name)).catch(() => undefined);
    if (!found) return { state: 'damaged', reason: `\`${name}\` is missing` };
    if (found.size !== size) return { state: 'damaged', reason: `\`${name}\` has another size` };
  }
  return { state: stamp.place === folder ? 'whole' : 'moved', stamp };
}

async function readStamp(folder: string): Promise<PartStamp | undefined> {
  try {
    const stamp: PartStamp = JSON.parse(await readFile(join(folder, stampName), 'utf8'));
    return typeof stamp.sizes === 'object' && typeof stamp.place === 'string' ? stamp : undefined;
  } catch {
    return undefined;
  }
}

async function readSizes(folder: string): Promise<Record<string, number>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1))
    .filter((name) => !name.endsWith(stampName))
    .sort();
  const sizes = names.map(async (name) => [name, (await lstat(join(folder, name))).size] as const);
  return Object.fromEntries(await Promise.all(sizes));
}
