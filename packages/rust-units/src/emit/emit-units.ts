// Emits the units of a split: takes what each is made of, gives its package with all files.
import type { UnitPlan } from '../plan/plan-units.js';
import type { ReadCrate } from '../read/read-crate.js';
import type { Declaration } from '../resolve/declaration.js';
import type { Unit } from '../split.js';
import { renderUnitManifest } from './cargo-manifest.js';
import { takesMacros } from './crate-head.js';
import { buildFolder, type Emission } from './emission.js';
import { findingsScript, packageFiles } from './package-files.js';
import { type Extra, unitText } from './unit-text.js';

export function emitUnits(plans: readonly UnitPlan[], emission: Emission): readonly Unit[] {
  const folderOfLib = new Map(plans.map(({ folder }) => [emission.libOfFolder(folder), folder]));
  return plans.map((plan) => emitUnit(plan, emission, folderOfLib));
}

function emitUnit(
  { folder, members, merges }: UnitPlan,
  emission: Emission,
  folderOfLib: ReadonlyMap<string, string>,
): Unit {
  const { crate, libOfFolder, packageOfFolder, placePath, tomlHeader, closed } = emission;
  const [packageName, libName] = [packageOfFolder(folder), libOfFolder(folder)];
  const made = unitText(libName, members, extraOf(members, emission), {
    ...crate,
    ...emission,
    links: crate.links,
    isClosed: (one) => closed.has(one),
  });
  const script = findingsScript(made.text, emission);
  const needed = [
    ...made.units.map((lib) => folderOfLib.get(lib) as string),
    ...(script === undefined ? [] : [buildFolder]),
  ];
  const crates = crateNames(made.crates, crate);
  const manifest = renderUnitManifest(
    crate.manifest,
    {
      packageName,
      libName,
      units: new Map(needed.map((other) => [packageOfFolder(other), `../${other}`])),
      crates,
      buildScript: script !== undefined,
    },
    tomlHeader,
    (path) => placePath(path, folder),
  );
  return {
    packageName,
    libName,
    folder,
    declarations: [...new Set(members.filter(isCounted).map(({ key }) => key))].sort(),
    merges,
    lines: members.reduce((sum, { item }) => sum + linesOf(item.file.text, item.node), 0),
    units: needed.map(packageOfFolder).sort(),
    crates: [...crates].sort(),
    renames: {},
    hasBuildScript: script !== undefined,
    files: packageFiles(emission, { manifest, code: made.text, script, included: made.files }),
  };
}

function extraOf(members: readonly Declaration[], { crate, repairs }: Emission): Extra {
  const keys = new Set(members.map(({ key }) => key));
  const asking = [...repairs.edges, ...repairs.imports].some(([from]) => keys.has(from));
  if (!asking) return { declarations: [], traits: [] };
  const byKey = new Map(crate.declarations.map((one) => [one.key, one]));
  return {
    declarations: repairs.edges.flatMap(([from, to]) => (keys.has(from) ? (byKey.get(to) ?? []) : [])),
    traits: repairs.imports.flatMap(([from, path]) => {
      const module = keys.has(from) ? byKey.get(from)?.item.module : undefined;
      return module ? [{ module, path }] : [];
    }),
  };
}

/** Impls are part of what they are of. */
function isCounted({ item }: Declaration): boolean {
  return item.kind !== 'impl';
}

function linesOf(text: string, node: { readonly start: number; readonly end: number }): number {
  return text.slice(node.start, node.end).split('\n').length;
}

/** Names in code may be those that an `extern crate` gave. */
function crateNames(named: ReadonlySet<string>, { manifest, source }: ReadCrate): ReadonlySet<string> {
  const known = new Set(manifest.dependencies.map(({ libName }) => libName));
  const lines = source.root.imports.filter(({ isCrate }) => isCrate);
  const aliases = new Map(lines.map(({ name, path }) => [name, path[0] as string]));
  const found = [...named]
    .map((name) => (known.has(name) ? name : (aliases.get(name) ?? name)))
    .filter((name) => known.has(name));
  const macros = lines.filter(
    (line) => !line.isTest && known.has(line.path[0] as string) && takesMacros(line),
  );
  return new Set([...found, ...macros.map(({ path }) => path[0] as string)]);
}
