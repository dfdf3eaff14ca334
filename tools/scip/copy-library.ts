// Copies a crate for rust-analyzer: the library alone, for what its tests need may not be there.
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import TOML, { type JsonMap } from '@iarna/toml';

const withoutUse = new Set(['tests', 'benches', 'examples', 'target', 'Cargo.lock']);

/** @param configuration absolute path of the `config.toml` by which cargo finds dependencies, if there are any */
export async function copyLibrary(folder: string, target: string, configuration?: string): Promise<void> {
  await cp(folder, target, {
    recursive: true,
    filter: (path) => !withoutUse.has(relative(folder, path).split(sep)[0] ?? ''),
  });
  const file = join(target, 'Cargo.toml');
  await writeFile(file, TOML.stringify(withoutTests(TOML.parse(await readFile(file, 'utf8')))));
  if (configuration === undefined) return;
  await mkdir(join(target, '.cargo'), { recursive: true });
  await cp(configuration, join(target, '.cargo', basename(configuration)));
}

function withoutTests(manifest: JsonMap): JsonMap {
  const {
    'dev-dependencies': _,
    dev_dependencies: __,
    test,
    bench,
    example,
    target,
    workspace,
    ...kept
  } = manifest;
  const targets = Object.entries((target ?? {}) as JsonMap).map(([name, value]) => [
    name,
    withoutTests(value as JsonMap),
  ]);
  return { ...kept, ...(targets.length > 0 ? { target: Object.fromEntries(targets) as JsonMap } : {}) };
}
