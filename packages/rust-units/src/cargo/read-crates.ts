// Reads what cargo resolved for the packages of a split: takes its metadata, gives the crates that they use as they are.
import { dirname, relative } from 'node:path';
import { CodedError } from '@flake-lattice/errors';
import type { Edition, WholeCrate } from '../split.js';
import { callCargo } from '../verify/cut-surroundings.js';
import { type CargoSurroundings, featureArguments } from '../verify/test-run.js';

export interface ResolvedCrates {
  /** Features of the facade that are switched on, sorted. */
  readonly features: readonly string[];
  /** Sorted by id. */
  readonly crates: readonly WholeCrate[];
  /** By package name of a member of the workspace: what it uses of other crates, by the names in its code. */
  readonly used: ReadonlyMap<string, readonly UsedCrate[]>;
  /** Ids of what build scripts use, by package name of a member. */
  readonly usedByScripts: ReadonlyMap<string, readonly string[]>;
  /** Ids of what the facade's tests use beside, sorted. */
  readonly usedByTests: readonly string[];
}

export interface UsedCrate {
  readonly id: string;
  readonly name: string;
  /** As code writes it. */
  readonly knownAs: string;
  readonly libName: string;
}

interface Metadata {
  readonly packages: readonly MetadataPackage[];
  readonly resolve: { readonly nodes: readonly MetadataNode[] };
  readonly workspace_members: readonly string[];
}

interface MetadataPackage {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly edition: Edition;
  readonly manifest_path: string;
  readonly links: string | null;
  readonly targets: readonly {
    readonly kind: readonly string[];
    readonly name: string;
    readonly src_path: string;
  }[];
}

interface MetadataNode {
  readonly id: string;
  readonly features: readonly string[];
  readonly deps: readonly {
    readonly name: string;
    readonly pkg: string;
    readonly dep_kinds: readonly { readonly kind: string | null; readonly target: string | null }[];
  }[];
}

/** @throws CodedError DEPENDENCY_MISSING */
export async function readCrates(
  folder: string,
  facade: string,
  triple: string,
  surroundings: CargoSurroundings,
): Promise<ResolvedCrates> {
  const { stdout, stderr, exitCode } = await callCargo(
    folder,
    [
      'metadata',
      '--format-version=1',
      '--filter-platform',
      triple,
      ...featureArguments(surroundings.features),
    ],
    surroundings,
  );
  if (exitCode !== 0)
    throw new CodedError({
      code: 'DEPENDENCY_MISSING',
      message: `cargo cannot resolve what \`${facade}\` depends on`,
      hint: 'cargo fetch   (in the folder of the crate)\nor: cargo vendor',
      detail: stderr.trim(),
    });
  return resolvedCrates(JSON.parse(stdout) as Metadata, facade);
}

function resolvedCrates(
  { packages, resolve, workspace_members: members }: Metadata,
  facade: string,
): ResolvedCrates {
  const byId = new Map(packages.map((one) => [one.id, one]));
  const nodes = new Map(resolve.nodes.map((one) => [one.id, one]));
  const isMember = new Set(members);
  const found = new Map<string, WholeCrate>();
  const used = new Map<string, readonly UsedCrate[]>();
  const usedByScripts = new Map<string, readonly string[]>();
  const usedByTests = new Set<string>();
  for (const id of members) {
    const name = byId.get(id)?.name ?? '';
    const below = below_(nodes.get(id), null).filter(({ pkg }) => !isMember.has(pkg));
    const build = below_(nodes.get(id), 'build').filter(({ pkg }) => !isMember.has(pkg));
    used.set(
      name,
      below.map(({ pkg, name: knownAs }) => usedOf(byId.get(pkg) as MetadataPackage, knownAs)),
    );
    usedByScripts.set(name, idsOf(build));
    const dev = name === facade ? below_(nodes.get(id), 'dev').filter(({ pkg }) => !isMember.has(pkg)) : [];
    for (const one of idsOf(dev)) if (!idsOf(below).includes(one)) usedByTests.add(one);
    for (const { pkg } of [...below, ...build, ...dev]) visit(pkg);
  }
  const own = members.find((id) => byId.get(id)?.name === facade) ?? '';
  return {
    features: [...(nodes.get(own)?.features ?? [])].filter((name) => name !== 'default').sort(),
    crates: [...found.values()].sort((one, other) => (one.id < other.id ? -1 : 1)),
    used,
    usedByScripts,
    usedByTests: [...usedByTests].sort(),
  };

  function visit(id: string): void {
    const one = byId.get(id) as MetadataPackage;
    const key = idOf(one);
    if (found.has(key)) return;
    const node = nodes.get(id);
    const crates = below_(node, null);
    const buildCrates = below_(node, 'build');
    found.set(key, wholeCrate(one, node, crates, buildCrates));
    for (const { pkg } of [...crates, ...buildCrates]) visit(pkg);
  }

  function wholeCrate(
    one: MetadataPackage,
    node: MetadataNode | undefined,
    crates: MetadataNode['deps'],
    buildCrates: MetadataNode['deps'],
  ): WholeCrate {
    const folder = dirname(one.manifest_path);
    const lib = one.targets.find(({ kind }) =>
      kind.some((each) => each.endsWith('lib') || each === 'proc-macro'),
    );
    const script = one.targets.find(({ kind }) => kind.includes('custom-build'));
    const renames = crates.flatMap(({ pkg, name }) => {
      const { libName } = usedOf(byId.get(pkg) as MetadataPackage, name);
      return libName === name ? [] : [[name, idOf(byId.get(pkg) as MetadataPackage)] as const];
    });
    return {
      id: idOf(one),
      name: one.name,
      version: one.version,
      libName: underscored(lib?.name ?? one.name),
      edition: one.edition,
      folder,
      libPath: lib ? relative(folder, lib.src_path) : 'src/lib.rs',
      isProcMacro: lib?.kind.includes('proc-macro') ?? false,
      ...(script ? { buildScript: relative(folder, script.src_path) } : {}),
      ...(one.links === null ? {} : { links: one.links }),
      features: [...(node?.features ?? [])].sort(),
      crates: idsOf(crates),
      buildCrates: idsOf(buildCrates),
      renames: Object.fromEntries(renames),
    };
  }

  function idsOf(deps: MetadataNode['deps']): readonly string[] {
    return [...new Set(deps.map(({ pkg }) => idOf(byId.get(pkg) as MetadataPackage)))].sort();
  }
}

function below_(node: MetadataNode | undefined, kind: 'build' | 'dev' | null): MetadataNode['deps'] {
  return (node?.deps ?? []).filter(({ dep_kinds: kinds }) => kinds.some((each) => each.kind === kind));
}

function usedOf(one: MetadataPackage, knownAs: string): UsedCrate {
  const lib = one.targets.find(({ kind }) =>
    kind.some((each) => each.endsWith('lib') || each === 'proc-macro'),
  );
  return { id: idOf(one), name: one.name, knownAs, libName: underscored(lib?.name ?? one.name) };
}

function idOf({ name, version }: MetadataPackage): string {
  return `${name}@${version}`;
}

function underscored(name: string): string {
  return name.replaceAll('-', '_');
}
