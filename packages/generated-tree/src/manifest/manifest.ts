// The record of what was generated: for each file of a tree the hashes of its texts; takes entries, gives their text.

/** Hashes are SHA-256 in lower-case hexadecimal. */
export interface ManifestEntry {
  /** The text as last generated; several where branches were merged and nothing was generated since. */
  readonly generated: readonly string[];
  /** Each text that a person keeps in its place, with the generated text that it was chosen over. */
  readonly kept: ReadonlyMap<string, string>;
}

/** By path relative to the folder of the tree, `/` between names. */
export type Manifest = ReadonlyMap<string, ManifestEntry>;

/** The folder within a tree that holds what the tool notes about it. */
export const noteFolder = '.lattice';

/** Relative to the folder of the tree. */
export const manifestPath = `${noteFolder}/manifest.json`;

/** What this version writes, and the newest that it reads. */
export const manifestVersion = 1;

const nothingKept: ReadonlyMap<string, string> = new Map();

export function generatedEntry(hash: string): ManifestEntry {
  return { generated: [hash], kept: nothingKept };
}

/** A person keeps the text `kept` where `generated` would be. */
export function keptEntry(kept: string, generated: string): ManifestEntry {
  return { generated: [generated], kept: new Map([[kept, generated]]) };
}

/** All that is known of a file by any of several records. Of one kept text, the last record has the say. */
export function uniteEntries(entries: readonly ManifestEntry[]): ManifestEntry {
  const [first] = entries;
  if (entries.length === 1 && first) return first;
  return {
    generated: [...new Set(entries.flatMap(({ generated }) => generated))].sort(),
    kept: new Map(entries.flatMap(({ kept }) => [...kept])),
  };
}

/** @param manifests the later ones have the say, see {@link uniteEntries} */
export function uniteManifests(manifests: readonly Manifest[]): Manifest {
  const [first] = manifests;
  if (manifests.length === 1 && first) return first;
  const united = new Map<string, ManifestEntry>();
  for (const manifest of manifests) {
    for (const [path, entry] of manifest) {
      const before = united.get(path);
      united.set(path, before ? uniteEntries([before, entry]) : entry);
    }
  }
  return united;
}

/** JSON with one file on each line, sorted by path: branches that change different files merge by lines. */
export function renderManifest(manifest: Manifest): string {
  const lines = [...manifest.keys()]
    .sort()
    .map((path) => `    ${JSON.stringify(path)}: ${renderEntry(manifest.get(path) as ManifestEntry)}`);
  const files = lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n  }`;
  return `{\n  "version": ${manifestVersion},\n  "files": ${files}\n}\n`;
}

function renderEntry({ generated, kept }: ManifestEntry): string {
  const [only] = generated;
  if (generated.length === 1 && kept.size === 0) return `"${only}"`;
  const hashes = [...generated].sort().map((hash) => `"${hash}"`);
  const pairs = [...kept].sort(([one], [other]) => (one < other ? -1 : 1));
  const texts = pairs.map(([text, over]) => `"${text}": "${over}"`);
  const parts = [`"generated": [${hashes.join(', ')}]`];
  if (texts.length > 0) parts.push(`"kept": { ${texts.join(', ')} }`);
  return `{ ${parts.join(', ')} }`;
}
