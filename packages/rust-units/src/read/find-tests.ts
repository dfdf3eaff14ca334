// Finds the integration tests of a crate: takes it, gives their targets and every file that they need.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { TestTarget } from './manifest.js';
import type { ReadCrate } from './read-crate.js';

export interface FoundTests {
  /** Sorted by name. */
  readonly targets: readonly TestTarget[];
  /** All that lies in `tests`, and what is named from there; paths from the folder of the crate. */
  readonly files: readonly string[];
}

export function findTests({ folder, manifest }: ReadCrate): FoundTests {
  const isFile = (path: string) => statSync(join(folder, path), { throwIfNoEntry: false })?.isFile() === true;
  const listed = manifest.listedTests.map((test) => ({
    ...test,
    table: { ...test.table, name: test.name, path: test.path },
  }));
  const files = new Set(existsSync(join(folder, 'tests')) ? filesBelow(folder, 'tests') : []);
  for (const { path } of listed) if (isFile(path)) files.add(path);
  // A set goes on to what is added while it is gone through.
  for (const path of files) for (const other of namedIn(folder, path)) if (isFile(other)) files.add(other);
  const found = manifest.findsTests ? [...files].flatMap(targetAt) : [];
  const others = found.filter(
    ({ name, path }) => !listed.some((test) => test.name === name || test.path === path),
  );
  const targets = [...listed, ...others].filter(({ path }) => files.has(path));
  return { targets: targets.sort((one, other) => (one.name < other.name ? -1 : 1)), files: [...files] };
}

/** As Cargo finds them. */
function targetAt(path: string): readonly TestTarget[] {
  const name = /^tests\/([^/]+)(?:\.rs|\/main\.rs)$/.exec(path)?.[1];
  return name === undefined ? [] : [{ name, path, table: { name, path } }];
}

function filesBelow(folder: string, path: string): readonly string[] {
  return readdirSync(join(folder, path), { withFileTypes: true }).flatMap((entry) => {
    const inner = posix.join(path, entry.name);
    return entry.isDirectory() ? filesBelow(folder, inner) : entry.isFile() ? [inner] : [];
  });
}

/** Files of the crate that a file of tests takes in by their paths. */
function namedIn(folder: string, path: string): readonly string[] {
  if (!path.endsWith('.rs')) return [];
  const text = readFileSync(join(folder, path), 'utf8');
  return [
    ...text.matchAll(/#\[\s*path\s*=\s*"([^"\\]*)"/g),
    ...text.matchAll(/\binclude(?:_str|_bytes)?!\s*[({[]\s*"([^"\\]*)"/g),
  ]
    .map(([, written = '']) => posix.normalize(posix.join(posix.dirname(path), written)))
    .filter((other) => !other.startsWith('..'));
}
