// The crates that splitting is proven with: those that must be split by declaration, and those that may be coarser.

export type Expectation =
  /** Split at the granularity that was asked for, with every test by name and green. */
  | 'split'
  /** That, or a coarser split that says why, or a coded error: never broken output. */
  | 'any';

export interface ListedCrate {
  readonly name: string;
  readonly expectation: Expectation;
}

const split = [
  'adler',
  'arrayvec',
  'bit-set',
  'bit-vec',
  'crc32fast',
  'either',
  'fastrand',
  'fixedbitset',
  'fnv',
  'getopts',
  'heck',
  'httparse',
  'httpdate',
  'humansize',
  'itoa',
  'lexopt',
  'percent-encoding',
  'pico-args',
  'rustc-hash',
  'semver',
  'shlex',
  'siphasher',
  'slab',
  'strsim',
  'ucd-trie',
  'unicode-width',
  'unicode-xid',
  'urlencoding',
  'vec_map',
];

const any = [
  'data-encoding',
  'linked-hash-map',
  'memchr',
  'minimal-lexical',
  'scopeguard',
  'smallvec',
  'static_assertions',
  'utf8parse',
  'version_check',
];

export const listedCrates: readonly ListedCrate[] = [
  ...split.map((name): ListedCrate => ({ name, expectation: 'split' })),
  ...any.map((name): ListedCrate => ({ name, expectation: 'any' })),
];

/** What the tests of the listed crates use, as far as Debian has it; what the crates themselves use comes with them. */
export const cratesForTests: readonly string[] = [
  'bencher',
  'bincode',
  'doc-comment',
  'getrandom',
  'lazy_static',
  'log',
  'matches',
  'once_cell',
  'quickcheck',
  'rand',
  'rand_xorshift',
  'serde',
  'serde_derive',
  'serde_json',
  'serde_test',
];

/** As Debian calls the package with the source of a crate. */
export function debianPackageOf(crate: string): string {
  return `librust-${crate.toLowerCase().replaceAll('_', '-')}-dev`;
}
