// Derives the manifest of a published package: takes that of the workspace, gives the package.json that goes to the registry.
import { isDeepStrictEqual } from 'node:util';
import { leftOutside, nxVersions, type PublishedPackage, publishedPackages } from './published-packages.js';

/** As much of a package.json as is used. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description?: string;
  readonly license?: string;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly executors?: string;
  readonly generators?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const keywords = ['nix', 'flake', 'flakes', 'nix-flakes', 'generator', 'monorepo'];

/**
 * What is bundled is no dependency any more. Two of ours are of one version or do not fit; Nx is what the workspace has.
 *
 * @param manifests of all packages of the workspace, by name: versions of what stays outside stand in them
 * @param engines those of the workspace
 */
export function publishedManifest(
  name: keyof typeof publishedPackages,
  manifests: ReadonlyMap<string, Manifest>,
  engines: Readonly<Record<string, string>>,
): object {
  const own = manifests.get(name);
  if (own === undefined) throw new Error(`the workspace has no package \`${name}\``);
  const published: PublishedPackage = publishedPackages[name];
  const { version, description, license, bin, executors, generators } = own;
  const isOurs = (dependency: string) => Object.hasOwn(publishedPackages, dependency);
  const ours = Object.keys(own.dependencies ?? {}).filter(isOurs);
  const isPlugin = own.peerDependencies !== undefined;
  const outside = published.generates
    ? leftOutside.map((each) => [each, versionOf(each, manifests)] as const)
    : [];
  const withOurs = ours.map((each) => [each, version] as const);
  const dependencies = Object.fromEntries([...outside, ...(isPlugin ? [] : withOurs)].sort());
  const peers = [...withOurs, ['nx', nxVersions] as const];
  const peerDependencies = Object.fromEntries(isPlugin ? peers.sort() : []);
  return withoutEmpty({
    name,
    version,
    description,
    keywords: isPlugin ? [...keywords, 'nx', 'nx-plugin'] : keywords,
    license,
    type: 'module',
    sideEffects: false,
    engines,
    exports: publishedExports(own.exports ?? {}),
    bin,
    executors,
    generators,
    files: [...published.copied, ...(published.generates ? ['dist', 'LICENSES.txt'] : [])],
    dependencies,
    peerDependencies,
  });
}

/** Sources are not published, and the one bundle of `index` has types for both kinds of modules. */
function publishedExports(exports: NonNullable<Manifest['exports']>): object {
  const entries = Object.entries(exports).map(([path, target]) => {
    if (typeof target === 'string') return [path, target];
    const { default: file } = target as { readonly default: string };
    const built = file === './dist/index.js' ? './dist/bundle/index.cjs' : file;
    return [path, { types: './dist/index.d.cts', default: built }];
  });
  return Object.fromEntries(entries);
}

function versionOf(dependency: string, manifests: ReadonlyMap<string, Manifest>): string {
  for (const { dependencies = {} } of manifests.values()) {
    const version = dependencies[dependency];
    if (version !== undefined) return version;
  }
  throw new Error(`no package depends on \`${dependency}\``);
}

function withoutEmpty(manifest: Readonly<Record<string, unknown>>): object {
  const isEmpty = (value: unknown) => value === undefined || isDeepStrictEqual(value, {});
  return Object.fromEntries(Object.entries(manifest).filter(([, value]) => !isEmpty(value)));
}
