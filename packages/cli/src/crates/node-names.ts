// How the packages of a split crate are called as nodes: takes splits and names of packages, gives names of nodes.
import type { LatticeCrate } from '@flake-lattice/config-builder';
import type { CrateSplit, WholeCrate } from '@flake-lattice/rust-units';

export interface SplitOfCrate {
  readonly crate: LatticeCrate;
  readonly split: CrateSplit;
}

/** Crates that are used as they are, by id. */
export type SharedCrates = ReadonlyMap<string, WholeCrate>;

/** The node of a crate, by the crate's id. */
export type NameOfCrate = (id: string) => string;

/** `tally--parse_line`, whatever the crate itself is called. */
export function unitNodeName({ crate, split }: SplitOfCrate, packageName: string): string {
  const prefix = `${split.facade.packageName}--`;
  return packageName.startsWith(prefix) ? `${crate.name}--${packageName.slice(prefix.length)}` : packageName;
}

/** `crate--cfg-if-1-0-0` for `cfg-if@1.0.0`. */
export function crateNodeName(id: string): string {
  return `crate--${id.replace(/[^A-Za-z0-9_-]/g, '-')}`;
}

/** Code's name by node, from `{ bar: 'foo' }` or, where there are two of that name, `{ bar: 'foo@1.2.3' }`. */
export function renamesByNode(
  renames: Readonly<Record<string, string>>,
  crates: readonly string[],
  shared: SharedCrates,
  nameOfCrate: NameOfCrate,
): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [known, target] of Object.entries(renames)) {
    for (const id of crates) {
      if (id === target || shared.get(id)?.name === target) found[nameOfCrate(id)] = known;
    }
  }
  return found;
}
