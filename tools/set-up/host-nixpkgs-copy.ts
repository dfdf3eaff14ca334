// Makes `.toolchain/nixpkgs`: takes the stand-in and the facts of this machine, gives a copy that knows them.
import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { removeTree } from './remove-tree.js';

export interface HostNixpkgsCopy {
  /** Absolute path of the committed stand-in. */
  readonly source: string;
  /** The text of `host.nix`. */
  readonly facts: string;
  /** Absolute path of the copy. */
  readonly place: string;
  /** Absolute path of a folder on the same file system. */
  readonly work: string;
}

interface SourceFile {
  readonly contents: Buffer;
  readonly executable: boolean;
}

/** Touches nothing where the copy is what it should be; a changed one takes its place whole. */
export async function copyHostNixpkgs({ source, facts, place, work }: HostNixpkgsCopy): Promise<boolean> {
  const wanted = new Map(await readTree(source, isForNix));
  wanted.set('host.nix', { contents: Buffer.from(facts), executable: false });
  if (sameTree(wanted, await readTree(place, () => true))) return false;
  const [staged, old] = [join(work, 'nixpkgs'), join(work, 'nixpkgs-old')];
  await removeTree(staged);
  for (const [name, { contents, executable }] of wanted) {
    const file = join(staged, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, contents, { mode: executable ? 0o755 : 0o644 });
  }
  await removeTree(old);
  await rename(place, old).catch(() => {});
  await rename(staged, place);
  await removeTree(old);
  return true;
}

/** Tests, the TypeScript beside the stand-in, and what is there for readers, are not Nix's. */
function isForNix(name: string): boolean {
  return !/\.(ts|md)$/.test(name) && !/(^|\/)(fixtures|node_modules|\.[^/]+)(\/|$)/.test(name);
}

async function readTree(
  folder: string,
  takes: (name: string) => boolean,
): Promise<ReadonlyMap<string, SourceFile>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1))
    .filter(takes)
    .sort();
  const read = files.map(async (name): Promise<[string, SourceFile]> => {
    const file = join(folder, name);
    const executable = ((await stat(file)).mode & 0o100) !== 0;
    return [name, { contents: await readFile(file), executable }];
  });
  return new Map(await Promise.all(read));
}

function sameTree(one: ReadonlyMap<string, SourceFile>, other: ReadonlyMap<string, SourceFile>): boolean {
  if (one.size !== other.size) return false;
  return [...one].every(([name, { contents, executable }]) => {
    const found = other.get(name);
    return found !== undefined && found.executable === executable && found.contents.equals(contents);
  });
}
