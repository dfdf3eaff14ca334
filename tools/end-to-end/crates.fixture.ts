// For tests: a crate as it is split, by hand: a diamond of units, a build unit, a whole crate, a facade with its tests.
import { join } from 'node:path';
import type { CrateSplit, Facade, Unit, WholeCrate } from '@flake-lattice/rust-units';
import type { SplitCrate } from '../../packages/cli/src/crates/split-crate.js';

/** What a test may change of it. */
export interface TallyTexts {
  /** The function of the unit `left`. */
  readonly left?: string;
  /** What the integration test expects. */
  readonly expected?: number;
  /** Whether `top` uses `token` too, which changes no code. */
  readonly extraEdge?: boolean;
}

export const tallyFiles = {
  'tally/Cargo.toml': '[package]\nname = "tally"\nversion = "1.2.0"\n',
  'tally/src/lib.rs': '// What is here does not matter: the split is made by hand.\n',
  'vendor/tiny/Cargo.toml': '[package]\nname = "tiny-words"\nversion = "0.3.1"\n',
  'vendor/tiny/README.md': 'Tiny.\n',
  'vendor/tiny/tests/left_out.rs': '',
  'vendor/tiny/src/lib.rs':
    '#![doc = include_str!("../README.md")]\npub mod one;\npub const MADE: &str = env!("MADE");\n#[cfg(feature = "big")]\npub fn big() -> u32 { one::ONE * 100 }\n',
  'vendor/tiny/make.rs':
    'fn main() { println!("cargo:rustc-env=MADE={}", gen_it::number()); assert!(std::env::var("CARGO_FEATURE_BIG").is_ok()); }\n',
  'vendor/gen-it/Cargo.toml': '[package]\nname = "gen-it"\nversion = "0.1.0"\n',
  'vendor/gen-it/lib.rs': 'pub fn number() -> u32 { 7 }\n',
  'vendor/derive-it/Cargo.toml': '[package]\nname = "derive-it"\nversion = "0.1.0"\n',
  'vendor/derive-it/src/lib.rs':
    'use proc_macro::TokenStream;\n#[proc_macro]\npub fn one(_: TokenStream) -> TokenStream { "1u32".parse().unwrap() }\n',
  'vendor/tiny/src/one.rs': 'pub const ONE: u32 = 1;\n',
} as const;

/** @param folder absolute path that holds {@link tallyFiles} */
export function splitOfTally(folder: string, texts: TallyTexts = {}): CrateSplit {
  const plain = {
    version: '0.1.0',
    edition: '2018',
    features: [],
    crates: [],
    buildCrates: [],
    renames: {},
  } as const;
  const generator: WholeCrate = {
    ...plain,
    id: 'gen-it@0.1.0',
    name: 'gen-it',
    libName: 'gen_it',
    folder: join(folder, 'vendor/gen-it'),
    libPath: 'lib.rs',
    isProcMacro: false,
  };
  const macros: WholeCrate = {
    ...plain,
    id: 'derive-it@0.1.0',
    name: 'derive-it',
    libName: 'derive_it',
    folder: join(folder, 'vendor/derive-it'),
    libPath: 'src/lib.rs',
    isProcMacro: true,
  };
  const tiny: WholeCrate = {
    id: 'tiny-words@0.3.1',
    name: 'tiny-words',
    version: '0.3.1',
    libName: 'tiny_words',
    edition: '2021',
    folder: join(folder, 'vendor/tiny'),
    libPath: 'src/lib.rs',
    isProcMacro: false,
    buildScript: 'make.rs',
    features: ['big'],
    crates: [],
    buildCrates: [generator.id],
    renames: {},
  };
  const left = texts.left ?? 'pub fn left(token: &Token) -> u32 { token.0 * 2 }';
  const top = 'pub fn top(number: u32) -> u32 { let token = Token(number); left(&token) + right(&token) }';
  const units: readonly Unit[] = [
    unit('build', [], '#![no_std]', {
      declarations: [],
      links: 'tally_found',
      buildCrates: [generator.id],
      build:
        'fn main() { assert_eq!(gen_it::number(), 7); let folder = std::env::var("OUT_DIR").unwrap(); std::fs::write(format!("{}/made.rs", folder), "3").unwrap(); println!("cargo:FAST=1"); println!("cargo:files={}", folder); }',
    }),
    unit('left', ['token'], `pub use tally__token::Token;\n${left}`),
    unit(
      'right',
      ['build', 'token'],
      'pub use tally__token::Token;\n#[cfg(fast)]\npub fn right(token: &Token) -> u32 { token.0 * include!(concat!(env!("OUT_DIR"), "/made.rs")) }',
      {
        build: readBuild,
      },
    ),
    unit(
      'token',
      [],
      '/// A number.\n#[derive(Debug)]\npub struct Token(pub u32);\npub fn big() -> u32 { little::big() + little::one::ONE + derive_it::one!() - 1 }',
      {
        crates: [macros.id, tiny.id],
        renames: { little: 'tiny-words' },
        data: { 'data/words.txt': 'one two' },
      },
    ),
    unit(
      'top',
      ['left', 'right', ...(texts.extraEdge ? ['token'] : [])],
      `pub use tally__left::{left, Token};\npub use tally__right::right;\n${top}`,
    ),
  ];
  return {
    crate: 'tally',
    version: '1.2.0',
    edition: '2021',
    granularity: 'declaration',
    features: ['std'],
    units,
    facade: facade(texts),
    crates: [macros, generator, tiny],
  };
}

/** Such as each unit has that needs what the build script found. */
const readBuild =
  'fn main() { if std::env::var("DEP_TALLY_FOUND_FAST").as_deref() == Ok("1") { println!("cargo:rustc-cfg=fast"); } let to = std::env::var("OUT_DIR").unwrap() + "/made.rs"; std::fs::copy(std::env::var("DEP_TALLY_FOUND_FILES").unwrap() + "/made.rs", to).unwrap(); }';

interface UnitParts {
  readonly declarations?: readonly string[];
  readonly build?: string;
  readonly links?: string;
  readonly crates?: readonly string[];
  readonly buildCrates?: readonly string[];
  readonly renames?: Readonly<Record<string, string>>;
  readonly data?: Readonly<Record<string, string>>;
}

export function unit(folder: string, uses: readonly string[], lib: string, parts: UnitParts = {}): Unit {
  const { build, links, data = {} } = parts;
  const texts = {
    'Cargo.toml': `[package]\nname = "tally--${folder}"\n`,
    'lib.rs': `${lib}\n`,
    ...(build === undefined ? {} : { 'build.rs': `${build}\n` }),
    ...data,
  };
  return {
    packageName: `tally--${folder}`,
    libName: `tally__${folder}`,
    folder,
    units: uses.map((name) => `tally--${name}`),
    crates: parts.crates ?? [],
    buildCrates: parts.buildCrates ?? [],
    renames: parts.renames ?? {},
    files: filesOf(texts),
    hasBuildScript: build !== undefined,
    ...(links === undefined ? {} : { links }),
    declarations: parts.declarations ?? [`tally::${folder}`],
    merges: [],
    lines: 1,
  };
}

export function filesOf(texts: Readonly<Record<string, string>>): Unit['files'] {
  return Object.entries(texts)
    .map(([path, contents]) => ({ path, contents }))
    .sort((one, other) => (one.path < other.path ? -1 : 1));
}

function facade({ expected = 10 }: TallyTexts): Facade {
  return {
    packageName: 'tally',
    libName: 'tally',
    units: ['tally--build', 'tally--token', 'tally--top'],
    crates: [],
    renames: {},
    hasBuildScript: true,
    programs: [],
    described: {},
    tests: ['tests/tally.rs'],
    testCrates: ['derive-it@0.1.0', 'gen-it@0.1.0'],
    files: filesOf({
      'Cargo.toml': '[package]\nname = "tally"\n',
      'build.rs': readBuild,
      'lib.rs': [
        '#[cfg(feature = "std")]',
        '/// Counts.',
        '///',
        '/// ```',
        '/// assert_eq!(tally::top(2), 10);',
        '/// ```',
        'pub use tally__top::top;',
        'pub use tally__token::{big, Token};',
        '/// ```',
        '/// assert!(tally::is_fast() && gen_it::number() == 7);',
        '/// ```',
        '#[cfg(fast)]',
        'pub fn is_fast() -> bool { true }',
        '#[cfg(test)]',
        'mod tests {',
        '    #[test]',
        '    fn counts() { assert_eq!(super::top(1), 5); assert_eq!(super::big(), 101); }',
        '    #[test]',
        '    #[should_panic]',
        '    fn overflows() { super::top(u32::MAX); }',
        '}',
        '',
      ].join('\n'),
      'tests/tally.rs': `#[test]\nfn whole() { assert_eq!(tally::top(2), ${expected}); assert_eq!(include_str!("data.txt"), "data"); assert_eq!(gen_it::number(), 6 + derive_it::one!()); }\n`,
      'tests/data.txt': 'data',
    }),
  };
}

/** @param texts is asked anew at each splitting */
export function tallySplitter(texts: () => TallyTexts): SplitCrate {
  return async (_crate, { folder }) => splitOfTally(folder, texts());
}
