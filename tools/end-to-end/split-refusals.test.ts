// A crate that cannot be split is refused by the real command: exit status 2, a coded error with a hint, nothing written.
import { mkdir, mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { run } from '../../packages/cli/src/command.js';
import { captureIo } from '../testing/capture-io.js';
import { newestNix } from '../testing/nixes.js';
import { snapshotTree } from '../testing/tree-snapshot.js';

const temporary = process.env.TMPDIR;
const patience = 240_000;
let base: string;
let folder: string;
let count = 0;

beforeAll(async () => {
  base = await realpath(await mkdtemp(join(tmpdir(), 'split-refusals-')));
  await mkdir(join(base, 'temporary'));
  process.env.TMPDIR = join(base, 'temporary');
});
beforeEach(async () => {
  folder = join(base, `${count++}`);
  await mkdir(folder);
});
afterAll(async () => {
  if (temporary === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = temporary;
  await rm(base, { recursive: true, force: true });
});

/** Pinned, so that nothing has to be asked for. */
const nixpkgs = `github:NixOS/nixpkgs/${'0'.repeat(40)}`;

type Texts = Readonly<Record<string, string>>;

async function write(texts: Texts): Promise<void> {
  for (const [path, text] of Object.entries(texts)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

const cargo = (more = '') => `[package]\nname = "sample"\nversion = "1.2.3"\nedition = "2021"\n${more}`;
const crate = (lib: string, more = ''): Texts => ({ 'c/Cargo.toml': cargo(more), 'c/src/lib.rs': lib });

async function split(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const io = captureIo({ cwd: folder, env: { ...process.env, FLAKE_LATTICE_NIX: newestNix.path, ...env } });
  const status = await run(['split', ...args, '--nixpkgs', nixpkgs], io);
  return { status, ...io.printed };
}

interface Refusal {
  readonly files: Texts;
  readonly code: string;
  /** What standard error says beside. */
  readonly says: readonly (string | RegExp)[];
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const refusals: Readonly<Record<string, Refusal>> = {
  'a folder that is no crate': {
    files: { 'c/README': 'Nothing.\n' },
    code: 'CRATE_NOT_FOUND',
    says: ['c` is no crate', 'hint: name the folder of a library crate'],
  },
  'a folder that is not there': { files: {}, code: 'CRATE_NOT_FOUND', says: ['c` is no crate'] },
  'a workspace without a crate': {
    files: { 'c/Cargo.toml': '[workspace]\nmembers = []\n' },
    code: 'CRATE_NOT_FOUND',
    says: ['it has no [package]'],
  },
  'a Cargo.toml that is no TOML': {
    files: { 'c/Cargo.toml': '[package]\nname = \n' },
    code: 'CRATE_MANIFEST',
    says: ['c/Cargo.toml:2', 'hint: mend the line'],
  },
  'a crate of a program alone': {
    files: { 'c/Cargo.toml': cargo(), 'c/src/main.rs': 'fn main() {}\n' },
    code: 'CRATE_WITHOUT_LIBRARY',
    says: ['`sample` has no library', 'hint: move what is to be split into a library'],
  },
  'a procedural macro': {
    files: crate('', '[lib]\nproc-macro = true\n'),
    code: 'CRATE_IS_PROC_MACRO',
    says: ['`sample` is a procedural macro', 'hint: split the crates that it is made for'],
  },
  'an include! of something that is not there': {
    files: crate('fn a() {}\n\ninclude!("gone.rs");\n'),
    code: 'CRATE_FILE_MISSING',
    says: ['`src/gone.rs` is part of the crate', 'src/lib.rs:3', 'hint: add the file'],
  },
  'a module without its file': {
    files: { ...crate('mod a;\n'), 'c/src/a.rs': '\nmod gone;\n' },
    code: 'CRATE_FILE_MISSING',
    says: ['`src/a/gone.rs`', 'src/a.rs:2', 'hint: '],
  },
  'syntax that does not parse': {
    files: { ...crate('mod a;\n'), 'c/src/a.rs': 'fn a() {}\n\nstruct {{\n' },
    code: 'RUST_SYNTAX',
    says: ['src/a.rs:3', 'hint: cargo check tells'],
  },
  'a crate that does not compile': {
    files: crate('pub fn a() -> u8 {\n    "one"\n}\n'),
    code: 'CRATE_NOT_COMPILED',
    says: ['`sample` does not compile as it is: mismatched types', 'src/lib.rs:2', 'hint: cargo check'],
  },
  'a crate for a nightly compiler': {
    files: crate('#![feature(never_type)]\npub fn a() -> ! { loop {} }\n'),
    code: 'CRATE_NEEDS_NIGHTLY',
    says: ['`sample` needs a nightly compiler', 'src/lib.rs:1', 'hint: switch off the feature'],
    env: { RUSTC_BOOTSTRAP: '' },
  },
  'a crate that minds the place of its code': {
    files: crate('const _: () = assert!(matches!(file!().as_bytes(), b"src/lib.rs"));\npub fn a() {}\n'),
    code: 'CRATE_NOT_SPLIT',
    says: ['`sample` cannot be split', 'hint: use the crate as it is'],
  },
  'a build script whose main is elsewhere': {
    files: {
      ...crate('pub fn a() {}\n'),
      'c/build.rs': '#[path = "script.rs"]\nmod script;\nuse script::main;\n',
      'c/script.rs': 'pub fn main() {}\n',
    },
    code: 'BUILD_SCRIPT_UNKNOWN',
    says: ['`build.rs` has no function `main`', 'hint: write fn main() in that file'],
  },
  'a machine without cargo': {
    files: crate('pub fn a() {}\n'),
    code: 'CARGO_MISSING',
    says: ['hint: '],
    env: { CARGO: '/no/such/cargo' },
  },
  'a dependency that cannot be had': {
    files: crate('pub fn a() { surely_nowhere::b() }\n', '[dependencies]\nsurely-nowhere-to-be-had = "1"\n'),
    code: 'DEPENDENCY_MISSING',
    says: ['surely-nowhere-to-be-had', 'hint: '],
    env: { CARGO_NET_OFFLINE: 'true' },
  },
  'a dependency by a path that leads nowhere': {
    files: crate('pub fn a() { gone::b() }\n', '[dependencies]\ngone = { path = "../gone" }\n'),
    code: 'DEPENDENCY_MISSING',
    says: ['gone', 'hint: '],
  },
  'the output of a lattice': {
    files: { ...crate('pub fn a() {}\n'), 'lattice.toml': '[inputs.nixpkgs]\nurl = "path:./nixpkgs"\n' },
    code: 'LATTICE_OWNS_OUTPUT',
    says: ['`generated` is what `lattice.toml` is generated into', '[crate.sample]\n', 'path = "c"'],
  },
  'a granularity that is none': {
    files: crate('pub fn a() {}\n'),
    args: ['--granularity', 'fine'],
    code: 'USAGE',
    says: [
      "argument 'fine' is invalid. Allowed choices are declaration, module, crate",
      'hint: flake-lattice split --help',
    ],
  },
  'a size that is none': {
    files: crate('pub fn a() {}\n'),
    args: ['--max-bytes', '4k'],
    code: 'USAGE',
    says: ['`4k` is no number of bytes', 'hint: '],
  },
  'an option that is none': {
    files: crate('pub fn a() {}\n'),
    args: ['--fine'],
    code: 'USAGE',
    says: ['--fine', 'hint: '],
  },
  'a feature that the crate does not have': {
    files: crate('pub fn a() {}\n'),
    args: ['--features', 'gone'],
    code: 'FEATURE_UNKNOWN',
    says: ['gone', 'hint: '],
  },
  'tests with an impl whose methods a macro makes, which no other crate may have': {
    files: crate(
      'pub struct Count(u8);\nimpl Count {\n    pub fn one() -> Count { Count(1) }\n}\n#[cfg(test)]\nmod tests {\n    use super::*;\n    macro_rules! is { ($name:ident) => { fn $name(&self) -> bool { self.0 == 1 } } }\n    impl Count {\n        is!(isone);\n    }\n    #[test]\n    fn one() { assert!(Count::one().isone()) }\n}\n',
    ),
    code: 'CRATE_NOT_SPLIT',
    says: [
      '`sample` cannot be split: its tests do not go with a facade, not even over one unit',
      'cannot define inherent `impl`',
      'hint: use the crate as it is',
    ],
    args: ['--verify'],
  },
  'a test that a macro makes beside other items': {
    files: crate(
      'macro_rules! number {\n    ($name:ident, $test:ident, $value:expr) => {\n        pub const $name: u8 = $value;\n        #[test]\n        fn $test() { assert_eq!($name, $value) }\n    };\n}\nnumber!(TWO, two, 2);\n',
    ),
    code: 'CRATE_NOT_SPLIT',
    says: ['1 of 1 are none of the facade', 'lib two'],
    args: ['--verify'],
  },
};

describe('refused, with nothing written, is', () => {
  test.each(Object.entries(refusals))(
    '%s',
    async (_, { files, code, says, args = [], env }) => {
      await write(files);
      const before = await snapshotTree(folder);
      const { status, out, err } = await split(['c', ...args], env);
      expect([status, err]).toEqual([2, expect.stringContaining(`error[${code}]: `)]);
      for (const part of says) expect(err).toMatch(part instanceof RegExp ? part : new RegExp(escaped(part)));
      expect(err).not.toContain(process.env.TMPDIR);
      expect(out).toBe('');
      expect(await snapshotTree(folder)).toEqual(before);
      expect(await readdir(join(base, 'temporary'))).toEqual([]);
    },
    patience,
  );
});

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
