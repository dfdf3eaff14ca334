// Takes dependencies out of a Cargo.toml, and the features that are nothing without them; says what went.
import type { AnyJson } from '@iarna/toml';
import {
  asTable,
  codeName,
  type Dependency,
  isOptional,
  listDependencies,
  mapDependencies,
  type Table,
} from './crate-manifest.js';
import type { Cut } from './cut.js';

export interface CutManifest {
  readonly manifest: Table;
  readonly cuts: readonly Cut[];
}

/** A dependency goes from the tables that `missing` names; what another table has by the same name stays. */
export function cutManifest(manifest: Table, missing: readonly Dependency[], reason: string): CutManifest {
  const isMissing = ({ table, platform, name }: Dependency) =>
    missing.some((one) => one.table === table && one.platform === platform && one.name === name);
  const without = mapDependencies(manifest, (dependency) =>
    isMissing(dependency) ? undefined : dependency.spec,
  );
  const left = new Set(listDependencies(without).flatMap((one) => (isOptional(one) ? [one.name] : [])));
  const gone = new Set(missing.filter(isOptional).flatMap(({ name }) => (left.has(name) ? [] : [name])));
  const { features, removed } = cutFeatures(asTable(without.features), gone);
  const targets = cutTargets(without, removed);
  const cut = (item: string, why: string): Cut => ({ file: 'Cargo.toml', item, reason: why, tests: 0 });
  return {
    manifest: { ...without, ...targets, ...(manifest.features === undefined ? {} : { features }) },
    cuts: [
      ...missing.map(({ table, name }) => cut(`${table}.${name}`, reason)),
      ...[...removed]
        .sort()
        .map((name) => cut(`features.${name}`, 'it names an optional dependency that was cut')),
    ],
  };
}

/** Names by which code knows what was cut and nothing else brings. */
export function namesWithout(cut: Table, missing: readonly Dependency[]): ReadonlySet<string> {
  const left = new Set(listDependencies(cut).map(codeName));
  return new Set(missing.map(codeName).filter((name) => !left.has(name)));
}

interface Features {
  readonly features: Table;
  readonly removed: ReadonlySet<string>;
}

/**
 * A feature that switches a missing dependency on goes; `default` does not, nor one that only passes a feature on to it
 * (`dep/std`): they lose the entry.
 */
function cutFeatures(features: Table, gone: ReadonlySet<string>): Features {
  const entries = Object.entries(features).map(([name, list]) => [name, listOf(list)] as const);
  const switches = (entry: string) => {
    const name = entry.replace(/^dep:/, '');
    return gone.has(name) && (entry !== name || features[name] === undefined);
  };
  const removed = new Set(
    entries.flatMap(([name, list]) => (name !== 'default' && list.some(switches) ? [name] : [])),
  );
  const stays = (entry: string) =>
    !switches(entry) && !removed.has(entry) && !gone.has(/^([^/?]+)\??\//.exec(entry)?.[1] ?? '');
  const kept = entries.flatMap(([name, list]) =>
    removed.has(name) ? [] : [[name, list.filter(stays)] as const],
  );
  return {
    features: Object.fromEntries(kept) as Table,
    removed: new Set([...removed, ...implicit(gone, features)]),
  };
}

/** An optional dependency that no `dep:` names is a feature by itself. */
function implicit(gone: ReadonlySet<string>, features: Table): readonly string[] {
  const all = Object.values(features).flatMap(listOf);
  return [...gone].filter((name) => features[name] === undefined && !all.includes(`dep:${name}`));
}

/** Programs that ask for a feature that is no more go; tests stay, and are not built, lest cargo finds them again. */
function cutTargets(manifest: Table, removed: ReadonlySet<string>): Table {
  const asks = (entry: AnyJson) =>
    listOf(asTable(entry)['required-features']).some((feature) => removed.has(feature));
  const result: Table = {};
  if (Array.isArray(manifest.bin))
    result.bin = (manifest.bin as AnyJson[]).filter((entry) => !asks(entry)) as AnyJson;
  if (Array.isArray(manifest.test)) {
    result.test = (manifest.test as AnyJson[]).map((entry) => {
      if (!asks(entry)) return entry;
      const { 'required-features': _, ...rest } = asTable(entry);
      return { ...rest, test: false };
    }) as AnyJson;
  }
  return result;
}

function listOf(value: AnyJson | undefined): readonly string[] {
  return Array.isArray(value) ? (value as string[]) : [];
}
