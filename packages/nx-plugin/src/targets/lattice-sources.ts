// Finds what a lattice is declared by: takes its output folder, gives lattice.toml, and globs of it and of what it names.
import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** What generation reads besides lattice.toml: crates, and templates of the user's own, which are paths and no mere names. */
const path = /^\s*(?:path\s*=\s*["']([^"']+)["']|template\s*=\s*["']([^"']*[/.][^"']*)["'])/gm;

/** Looked for in the output folder and those above it. Paths are from the root of the workspace. */
export function findLatticeFile(root: string, output: string): string | undefined {
  for (let folder = output; ; folder = posix.dirname(folder)) {
    for (const name of ['lattice.toml', 'lattice.config.ts']) {
      const file = posix.join(folder, name);
      if (existsSync(join(root, file))) return file;
    }
    if (folder === '.') return undefined;
  }
}

/** The text is not read as TOML: a path too many has a task run that finds nothing to do. */
export function findLatticeSources(root: string, output: string): readonly string[] {
  const file = findLatticeFile(root, output);
  if (file === undefined) return [];
  return [file, ...namedBy(readFileSync(join(root, file), 'utf8'), posix.dirname(file))];
}

function namedBy(text: string, folder: string): readonly string[] {
  const found = [...text.matchAll(path)].map(([, crate, template = '']) =>
    posix.join(folder, crate ?? template).replace(/\/$/, ''),
  );
  return [...new Set(found)]
    .filter((named) => !named.startsWith('..') && named !== '.')
    .flatMap((named) => (posix.extname(named) === '' ? [`${named}/**/*`] : [named]))
    .sort();
}
