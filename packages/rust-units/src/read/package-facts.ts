// What cargo tells the code of a package: takes [package] of a Cargo.toml, gives the variables that `env!` reads.
import type { JsonMap } from '@iarna/toml';

export interface PackageNames {
  readonly name: string;
  readonly version: string;
  readonly libName: string;
}

/** Where cargo looks for a readme that Cargo.toml does not name. */
const readmes = ['README.md', 'README.txt', 'README'];

/** Keys of `[package]` that say what it is; each is a variable. */
const described = {
  CARGO_PKG_DESCRIPTION: 'description',
  CARGO_PKG_HOMEPAGE: 'homepage',
  CARGO_PKG_REPOSITORY: 'repository',
  CARGO_PKG_LICENSE: 'license',
  CARGO_PKG_LICENSE_FILE: 'license-file',
  CARGO_PKG_RUST_VERSION: 'rust-version',
} as const;

/**
 * Those that are the same wherever the crate lies; empty where Cargo.toml does not say it.
 *
 * Source: "Environment variables Cargo sets for crates" in the Cargo book.
 */
export function packageFacts(
  own: JsonMap,
  { name, version, libName }: PackageNames,
  hasFile: (path: string) => boolean,
): ReadonlyMap<string, string> {
  const [, major = '', minor = '', patch = '', pre = ''] =
    /^(\d+)\.(\d+)\.(\d+)(?:-([^+]*))?/.exec(version) ?? [];
  const authors = Array.isArray(own.authors) ? own.authors : [];
  return new Map([
    ['CARGO_PKG_NAME', name],
    ['CARGO_CRATE_NAME', libName],
    ['CARGO_PKG_VERSION', version],
    ['CARGO_PKG_VERSION_MAJOR', major],
    ['CARGO_PKG_VERSION_MINOR', minor],
    ['CARGO_PKG_VERSION_PATCH', patch],
    ['CARGO_PKG_VERSION_PRE', pre],
    ['CARGO_PKG_AUTHORS', authors.join(':')],
    ['CARGO_PKG_README', readmeOf(own, hasFile)],
    ...Object.entries(described).map(([variable, key]): [string, string] => [variable, textAt(own, key)]),
  ]);
}

function readmeOf(own: JsonMap, hasFile: (path: string) => boolean): string {
  if (own.readme === true) return readmes[0] as string;
  if (own.readme === undefined) return readmes.find(hasFile) ?? '';
  return textAt(own, 'readme');
}

function textAt(own: JsonMap, key: string): string {
  const value = own[key];
  return typeof value === 'string' ? value : '';
}
