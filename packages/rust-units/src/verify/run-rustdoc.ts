// Runs rustdoc over a crate and the units that it re-exports: takes its folder, gives what rustdoc says of each as JSON.
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CodedError } from '@flake-lattice/errors';
import { findOnPath } from '@flake-lattice/programs';
import { firstLine } from './build-test-programs.js';
import { callCargo } from './cut-surroundings.js';
import type { RustdocCrate } from './rustdoc-json.js';
import { type CargoSurroundings, featureArguments } from './test-run.js';

export interface RunRustdocOptions extends CargoSurroundings {
  readonly folder: string;
  readonly targetFolder: string;
}

interface Metadata {
  readonly packages: readonly {
    readonly id: string;
    readonly manifest_path: string;
    readonly source: string | null;
    readonly targets: readonly {
      readonly kind: readonly string[];
      readonly name: string;
      readonly doc: boolean;
    }[];
  }[];
}

export interface DocumentedCrate {
  /** The crate first, then those of its units that it re-exports from. */
  readonly crates: readonly RustdocCrate[];
  /** Names of the crate and of all its units, as code has them. */
  readonly own: ReadonlySet<string>;
}

/**
 * Units lie in folders below that of their facade; all other crates are not part of it.
 *
 * @throws CodedError CRATE_NOT_COMPILED
 */
export async function runRustdoc(options: RunRustdocOptions): Promise<DocumentedCrate> {
  const { folder, targetFolder } = options;
  const wrapper = await writeWrapper(options);
  const packages = await readPackages(options);
  const own = packages.find(({ manifest }) => manifest === join(folder, 'Cargo.toml'));
  if (own === undefined) throw notCompiled(`there is no library in \`${folder}\``, '');
  const read = new Map<string, RustdocCrate>();
  for (let wanted: readonly Package[] = [own]; wanted.length > 0; ) {
    // With the crate itself, whose features switch those of its units on.
    await document([...new Set([own, ...wanted])], wrapper, options);
    for (const { lib } of wanted) {
      const text = await readFile(join(targetFolder, 'doc', `${lib}.json`), 'utf8');
      read.set(lib, JSON.parse(text) as RustdocCrate);
    }
    const named = new Set(wanted.flatMap(({ lib }) => reexported(read.get(lib) as RustdocCrate)));
    wanted = packages.filter(({ lib }) => named.has(lib) && !read.has(lib));
  }
  return { crates: [...read.values()], own: new Set(packages.map(({ lib }) => lib)) };
}

interface Package {
  readonly id: string;
  readonly manifest: string;
  readonly lib: string;
}

async function readPackages(options: RunRustdocOptions): Promise<readonly Package[]> {
  const args = ['metadata', '--format-version=1', ...featureArguments(options.features)] as const;
  const { stdout, stderr, exitCode } = await callCargo(
    options.folder,
    ['metadata', ...args.slice(1)],
    options,
  );
  if (exitCode !== 0) throw notCompiled(firstLine(stderr), stderr);
  const { packages } = JSON.parse(stdout) as Metadata;
  return packages.flatMap(({ id, manifest_path, source, targets }) => {
    const isOwn = source === null && manifest_path.startsWith(`${options.folder}/`);
    const lib = isOwn ? targets.find(({ kind }) => kind.some((one) => one.endsWith('lib'))) : undefined;
    return lib === undefined ? [] : [{ id, manifest: manifest_path, lib: lib.name.replaceAll('-', '_') }];
  });
}

async function document(
  packages: readonly Package[],
  rustdoc: string,
  options: RunRustdocOptions,
): Promise<void> {
  const flags = '-Zunstable-options --output-format json --document-hidden-items --cap-lints allow';
  const env = { ...options.env, RUSTDOC: rustdoc, RUSTDOCFLAGS: flags };
  const selected = packages.flatMap(({ id }) => ['-p', id]);
  const { stderr, exitCode } = await callCargo(
    options.folder,
    ['doc', '--lib', '--no-deps', ...selected, ...featureArguments(options.features)],
    { ...options, env },
  );
  if (exitCode !== 0) throw notCompiled(firstLine(stderr), stderr);
}

/** JSON is asked of rustdoc alone: a rustc that takes itself for a nightly one might compile other code. */
async function writeWrapper({ cargo, env, targetFolder }: RunRustdocOptions): Promise<string> {
  const beside = await findOnPath('rustdoc', dirname(cargo.path));
  const program = env.RUSTDOC ?? beside ?? (await findOnPath('rustdoc', env.PATH)) ?? 'rustdoc';
  const wrapper = join(targetFolder, 'rustdoc-json');
  await mkdir(targetFolder, { recursive: true });
  await writeFile(wrapper, `#!/bin/sh\nRUSTC_BOOTSTRAP=1 exec '${program.replaceAll("'", "'\\''")}' "$@"\n`);
  await chmod(wrapper, 0o755);
  return wrapper;
}

function reexported({ index, paths, external_crates }: RustdocCrate): readonly string[] {
  return Object.values(index).flatMap(({ inner }) => {
    const id = inner.use?.id;
    const target = typeof id === 'number' || typeof id === 'string' ? paths[id] : undefined;
    const name = target === undefined ? undefined : external_crates[target.crate_id]?.name;
    return name === undefined ? [] : [name];
  });
}

function notCompiled(message: string, stderr: string): CodedError {
  return new CodedError({
    code: 'CRATE_NOT_COMPILED',
    message: `rustdoc cannot read the crate: ${message}`,
    hint: 'cargo doc --lib   (in the folder of the crate)',
    detail: stderr.trim().split('\n').slice(0, 20).join('\n'),
  });
}
