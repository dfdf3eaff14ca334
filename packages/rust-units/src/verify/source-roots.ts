// Asks cargo for the targets of a crate: gives the root file of each, and whether it is there for tests alone.
import { join } from 'node:path';
import { CodedError } from '@flake-lattice/errors';
import { firstLine } from './build-test-programs.js';
import { callCargo } from './cut-surroundings.js';
import type { SourceFile } from './source-files.js';
import type { CargoSurroundings } from './test-run.js';

interface Metadata {
  readonly packages: readonly {
    readonly manifest_path: string;
    readonly targets: readonly { readonly kind: readonly string[]; readonly src_path: string }[];
  }[];
}

/** @throws CodedError CRATE_NOT_COMPILED where cargo cannot read Cargo.toml */
export async function readSourceRoots(
  folder: string,
  surroundings: CargoSurroundings,
): Promise<readonly SourceFile[]> {
  const result = await callCargo(folder, ['metadata', '--no-deps', '--format-version=1'], surroundings);
  if (result.exitCode !== 0) {
    throw new CodedError({
      code: 'CRATE_NOT_COMPILED',
      message: `cargo cannot read the crate: ${firstLine(result.stderr)}`,
      hint: 'cargo metadata   (in the folder of the crate)',
      detail: result.stderr.trim(),
    });
  }
  const { packages } = JSON.parse(result.stdout) as Metadata;
  const own = packages.find(({ manifest_path }) => manifest_path === join(folder, 'Cargo.toml'));
  return (own?.targets ?? [])
    .filter(({ kind }) => !kind.includes('custom-build'))
    .map(({ kind, src_path }) => ({ path: src_path, isTest: kind.includes('test') }))
    .sort((one, other) => Number(one.isTest) - Number(other.isTest) || (one.path < other.path ? -1 : 1));
}
