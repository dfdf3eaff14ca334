// Finds which dependencies of a crate cannot be had without network: asks cargo, first for all and then one by one.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '@flake-lattice/errors';
import { cfgHolds, parseCfg } from '../read/cfg-expression.js';
import {
  asTable,
  type Dependency,
  isOptional,
  listDependencies,
  renderManifest,
  type Table,
} from './crate-manifest.js';
import { readHostCfg, resolveFailure } from './cut-surroundings.js';
import type { CargoSurroundings } from './test-run.js';

/**
 * `folder` holds the crate with that Cargo.toml. Each is asked for alone, in a package of its own that is removed again.
 *
 * @throws CodedError DEPENDENCY_MISSING where one is needed by what the crate is on this machine
 */
export async function findMissing(
  folder: string,
  manifest: Table,
  surroundings: CargoSurroundings,
): Promise<readonly Dependency[]> {
  if ((await resolveFailure(folder, surroundings)) === undefined) return [];
  await rm(join(folder, 'Cargo.lock'), { force: true });
  const whole = await resolveFailure(folder, surroundings);
  if (whole === undefined) return [];
  const missing: Dependency[] = [];
  for (const dependency of listDependencies(manifest)) {
    const failure = await probe(folder, dependency, surroundings);
    if (failure === undefined) continue;
    if (!(await canBeCut(folder, dependency, surroundings))) throw dependencyMissing(dependency, failure);
    missing.push(dependency);
  }
  return missing;
}

async function canBeCut(
  folder: string,
  dependency: Dependency,
  surroundings: CargoSurroundings,
): Promise<boolean> {
  if (dependency.table === 'dev-dependencies' || isOptional(dependency)) return true;
  const { platform } = dependency;
  if (platform === undefined) return false;
  const cfg = parseCfg(/^cfg\((.*)\)$/s.exec(platform)?.[1] ?? '');
  return cfg !== undefined && !cfgHolds(cfg, await readHostCfg(folder, surroundings));
}

async function probe(
  folder: string,
  { name, spec }: Dependency,
  surroundings: CargoSurroundings,
): Promise<string | undefined> {
  const place = join(folder, '.probe');
  const { optional: _, ...rest } = asTable(spec);
  const manifest: Table = {
    package: { name: 'probe', version: '0.0.0', edition: '2021' },
    workspace: {},
    lib: { path: 'lib.rs' },
    dependencies: { [name]: typeof spec === 'string' ? spec : rest },
  };
  await mkdir(place, { recursive: true });
  try {
    await writeFile(join(place, 'Cargo.toml'), renderManifest(manifest));
    await writeFile(join(place, 'lib.rs'), '');
    return await resolveFailure(place, surroundings);
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

export function dependencyMissing(
  { name, spec }: Pick<Dependency, 'name' | 'spec'>,
  detail: string,
): CodedError {
  const version = typeof spec === 'string' ? spec : asTable(spec).version;
  return new CodedError({
    code: 'DEPENDENCY_MISSING',
    message: `the crate depends on \`${name}\`${typeof version === 'string' ? ` ${version}` : ''}, which cannot be had without network`,
    hint: 'cargo fetch   (in the folder of the crate)\nor: cargo vendor',
    detail: detail.split('\n').slice(0, 12).join('\n'),
  });
}
