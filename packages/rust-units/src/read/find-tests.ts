// Finds the integration tests of a crate: takes it, gives their targets and every file that they need.
import { existsSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Target } from './manifest.js';
import { withNamedFiles } from './named-files.js';
import type { ReadCrate } from './read-crate.js';

export interface FoundTests {
  /** Sorted by name. */
  readonly targets: readonly Target[];
  /** All that lies in `tests`, and what is named from there; paths from the folder of the crate. */
  readonly files: readonly string[];
}

export function findTests({ folder, manifest }: ReadCrate): FoundTests {
  const listed = manifest.listedTests.map(({ name, path, table }) => {
    const place = path ?? `tests/${name}.rs`;
    return { name, path: place, table: { ...table, name, path: place } };
  });
  const below = existsSync(join(folder, 'tests')) ? filesBelow(folder, 'tests') : [];
  const files = withNamedFiles(folder, [...below, ...listed.map(({ path }) => path)]);
  const found = manifest.findsTests ? [...files].flatMap(targetAt) : [];
  const others = found.filter(
    ({ name, path }) => !listed.some((test) => test.name === name || test.path === path),
  );
  const targets = [...listed, ...others].filter(({ path }) => files.has(path));
  return { targets: targets.sort((one, other) => (one.name < other.name ? -1 : 1)), files: [...files] };
}

/** As Cargo finds them. */
function targetAt(path: string): readonly Target[] {
  const name = /^tests\/([^/]+)(?:\.rs|\/main\.rs)$/.exec(path)?.[1];
  return name === undefined ? [] : [{ name, path, table: { name, path } }];
}

function filesBelow(folder: string, path: string): readonly string[] {
  return readdirSync(join(folder, path), { withFileTypes: true }).flatMap((entry) => {
    const inner = posix.join(path, entry.name);
    return entry.isDirectory() ? filesBelow(folder, inner) : entry.isFile() ? [inner] : [];
  });
}
