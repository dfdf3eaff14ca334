// Finds which direct dependencies bring a crate that does not compile: takes what cargo said, asks it for the graph.
import { join } from 'node:path';
import { callCargo } from './cut-surroundings.js';
import type { CargoSurroundings } from './test-run.js';

interface Metadata {
  readonly packages: readonly {
    readonly id: string;
    readonly name: string;
    readonly manifest_path: string;
  }[];
  readonly resolve: {
    readonly nodes: readonly {
      readonly id: string;
      readonly deps: readonly { readonly name: string; readonly pkg: string }[];
    }[];
  };
}

/** Names as Cargo.toml has them, where it does not rename. */
export async function findDependencyUsers(
  folder: string,
  failure: string,
  surroundings: CargoSurroundings,
): Promise<ReadonlySet<string>> {
  const failed = new Set(
    [...failure.matchAll(/could not compile `([^`]+)`|custom build command for `(\S+) v/g)].map(
      ([, one, two]) => one ?? two,
    ),
  );
  const { stdout, exitCode } = await callCargo(folder, ['metadata', '--format-version=1'], surroundings);
  if (exitCode !== 0) return new Set();
  const { packages, resolve } = JSON.parse(stdout) as Metadata;
  const nodes = new Map(resolve.nodes.map((node) => [node.id, node]));
  const names = new Map(packages.map(({ id, name }) => [id, name]));
  const brings = (id: string, seen: Set<string>): boolean => {
    if (seen.has(id)) return false;
    seen.add(id);
    return (
      failed.has(names.get(id) ?? '') || (nodes.get(id)?.deps ?? []).some(({ pkg }) => brings(pkg, seen))
    );
  };
  const own = packages.find(({ manifest_path }) => manifest_path === join(folder, 'Cargo.toml'));
  const direct = nodes.get(own?.id ?? '')?.deps ?? [];
  return new Set(direct.filter(({ pkg }) => brings(pkg, new Set())).map(({ pkg }) => names.get(pkg) ?? ''));
}
