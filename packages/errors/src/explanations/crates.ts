// Explanations: Rust crates and their split into units.
import type { Explanation } from './explanation.js';

export const ofCrates = {
  BUILD_SCRIPT_UNKNOWN: {
    happened:
      'The build script of a crate has no function `main` that stands in the file itself, such as where a macro makes it or it comes by `use`.',
    why: 'The script runs once, and what it printed goes to all units. For that its `main` is called from a main that the split writes.',
    mend: 'Write `fn main()` in that file, and call from it what lies elsewhere.',
    example: ['rust', 'mod generate;\n\nfn main() {\n    generate::all();\n}'],
  },
  CARGO_MISSING: {
    happened:
      'A crate is to be split, and there is no cargo that runs: neither the one that CARGO names nor one on PATH or in .toolchain.',
    why: 'cargo and rustc judge each split. No units are written that no compiler has seen.',
    mend: 'Install Rust, or run set-up in the clone of flake-lattice, which brings it on Debian and its kin.',
    example: ['console', '$ cargo --version\n$ npm run set-up'],
  },
  CRATE_FILE_MISSING: {
    happened:
      'A `mod` line, an `include!`, [lib] or [[bin]] of Cargo.toml names a file that is not there, or, of a program, one that lies outside of the crate.',
    why: 'rustc would say the same: the crate is not whole.',
    mend: 'Add the file, drop the line that asks for it, or mend `path` in [lib]. A file that a build script makes is found only under OUT_DIR.',
    example: ['rust', 'mod parse;            // src/parse.rs or src/parse/mod.rs has to be there'],
  },
  CRATE_IS_PROC_MACRO: {
    happened: 'The crate that is to be split is a procedural macro.',
    why: 'The compiler loads a procedural macro as one library, and lets it export nothing but macros. It cannot be made of several crates by way of a facade.',
    mend: 'Move what the macro is made of into a library, and split that. Crates that use the macro can be split as they are.',
    example: ['console', '$ flake-lattice split crates/my-macro-core'],
  },
  CRATE_MANIFEST: {
    happened:
      'The Cargo.toml of a crate cannot be parsed. The place is where the parser gave up, which may be just behind the mistake.',
    why: 'Name, features and dependencies of all units come from it.',
    mend: 'Mend the line; cargo says the same.',
    example: ['console', '$ cargo metadata --no-deps --format-version 1'],
  },
  CRATE_NEEDS_NIGHTLY: {
    happened: 'The crate uses a feature of the compiler that only a nightly one has.',
    why: 'With the compiler that is there not even the crate as a whole compiles, so no split of it can be judged.',
    mend: 'Switch off the cargo feature that needs it, or use a nightly toolchain for the split and for the builds.',
    example: [
      'console',
      '$ RUSTUP_TOOLCHAIN=nightly flake-lattice split . --out units\n$ flake-lattice split . --no-default-features',
    ],
  },
  CRATE_NOT_COMPILED: {
    happened:
      'cargo cannot read the crate, or rustc does not compile it, before anything was split. What they said stands below the message.',
    why: 'A split is right when it does what the crate does. A crate that does not compile does nothing.',
    mend: 'Mend the crate first: the command of the hint shows the same in its own folder.',
    example: ['console', '$ cargo check --lib\n$ flake-lattice split . --dry-run'],
  },
  CRATE_NOT_EJECTED: {
    happened: 'A crate of the lattice, or a unit of one, was to be ejected.',
    why: 'The facade and its units are generated together from one source. With one of them fixed, the next change of the crate would tear them apart.',
    mend: 'Edit the crate itself. To go on from the units as they are, copy them to a place of your own and take the crate out of lattice.toml.',
    example: ['console', '$ cp -R generated/tally my-tally\n$ flake-lattice adopt my-tally'],
  },
  CRATE_NOT_FOUND: {
    happened:
      'A folder was named as a crate and has no Cargo.toml, or one without [package], such as that of a workspace.',
    why: 'A package is what is split; a workspace is many of them.',
    mend: 'Name the folder of one member.',
    example: ['console', '$ flake-lattice split crates/tally --out units'],
  },
  CRATE_NOT_SPLIT: {
    happened:
      'The crate compiles as it is, and no split of it does, not even one unit and a facade. What rustc said of that last one stands below the message. With --verify, tests count too: some cannot stand in another crate than the code, such as a test that a macro makes beside other items.',
    why: 'Nothing is written that does not compile, or that lacks a test of the crate.',
    mend: 'Use the crate whole: a path dependency of a crate of the lattice is a node by itself. A report of the crate is welcome.',
    example: ['toml', '[dependencies]\ntally = { path = "../tally" }'],
  },
  CRATE_WITHOUT_LIBRARY: {
    happened: 'The crate that is to be split is a program alone: it has no library.',
    why: 'A facade gives the API of a library back. A program has none.',
    mend: 'Move what is to be split to src/lib.rs, and let src/main.rs call it.',
    example: [
      'rust',
      'fn main() {\n    tally::run(std::env::args());      // src/main.rs; the rest is in src/lib.rs\n}',
    ],
  },
  DEPENDENCY_MISSING: {
    happened:
      'The crate depends on another one that is neither vendored nor in the cache of cargo, and the network is not asked.',
    why: 'Builds within Nix have no network. What they need has to be there before.',
    mend: 'Fetch once with cargo, or vendor the dependencies into the repository.',
    example: ['console', '$ cargo fetch\n$ cargo vendor'],
  },
  FEATURE_UNKNOWN: {
    happened: 'A feature was to be switched on that Cargo.toml does not declare.',
    why: 'cargo refuses it as well. A slip of the pen would split another crate than was meant.',
    mend: 'Take one of those that the hint lists. A dependency that is optional is a feature too.',
    example: ['console', '$ flake-lattice split . --features serde,std'],
  },
  RUST_SYNTAX: {
    happened: 'A file of the crate cannot be parsed as Rust at the line that is named.',
    why: 'Declarations are moved by their place in the text. In a text that is not understood, nothing is moved.',
    mend: 'See what the compiler makes of it. If it compiles, the parser here does not know that syntax yet; a report is welcome.',
    example: ['console', '$ cargo check --lib'],
  },
} as const satisfies Readonly<Record<string, Explanation>>;
