// Which key each variable means, and what its text becomes.
import { describe, expect, test } from '@jest/globals';
import { leavesOf, type MarkedTable } from '../toml/marked-table.js';
import { readToml } from '../toml/read-toml.js';
import { writeKeyPath, writeValueOnOneLine } from '../toml/write-literal.js';
import { environmentConfigs } from './environment-config.js';

function read(env: Record<string, string>, weaker = ''): readonly string[] {
  const configs = environmentConfigs(env, readToml(weaker, 'weaker.toml'));
  return configs.flatMap((config: MarkedTable<unknown>) =>
    [...leavesOf(config)].map(({ path, node }) => {
      const value = node.kind === 'leaf' ? writeValueOnOneLine(node.value) : 'a table';
      return `${writeKeyPath(path)} = ${value}`;
    }),
  );
}

describe('environmentConfigs', () => {
  test.each([
    ['RUST__CHANNEL', 'beta', 'rust.channel = "beta"'],
    ['RUST__CHANNEL', '"beta"', 'rust.channel = "\\"beta\\""'],
    ['RUST__DOWNLOAD_RUSTC', 'true', 'rust.download-rustc = true'],
    ['RUST__DOWNLOAD_RUSTC', 'if-unchanged', 'rust.download-rustc = "if-unchanged"'],
    ['BUILD__JOBS', ' 0x10 ', 'build.jobs = 16'],
    ['BUILD__PATCH_BINARIES_FOR_NIX', 'false', 'build.patch-binaries-for-nix = false'],
    ['BUILD__TARGET', 'a-b', 'build.target = "a-b"'],
    ['BUILD__TARGET', '["a-b"]', 'build.target = [ "a-b" ]'],
    ['NIX__SYSTEMS', '["x86_64-linux"]', 'nix.systems = [ "x86_64-linux" ]'],
    ['CHANGE_ID__ID', '7', 'change-id.id = 7'],
    ['DIST__SIGN_FOLDER', 'a b', 'dist.sign-folder = "a b"'],
    ['ENV__FOO', '', 'env.FOO = ""'],
    ['ENV__foo__Bar', '1', 'env.foo__Bar = "1"'],
    ['NIX__INPUTS__RUST_OVERLAY', 'path:./x', 'nix.inputs.rust-overlay = "path:./x"'],
    ['TARGET__X86_64_UNKNOWN_LINUX_GNU__CC', 'gcc', 'target.x86_64-unknown-linux-gnu.cc = "gcc"'],
    [
      'TARGET__AARCH64_BE_UNKNOWN_LINUX_GNU__ANDROID_NDK',
      '/n',
      'target.aarch64_be-unknown-linux-gnu.android-ndk = "/n"',
    ],
    ['TARGET__aarch64_linux_android__CC', 'cc', 'target.aarch64-linux-android.cc = "cc"'],
  ])('FLAKE_LATTICE__%s=%s sets %s', (name, value, expected) => {
    expect(read({ [`FLAKE_LATTICE__${name}`]: value })).toEqual([expected]);
  });

  test('takes a name that a weaker source has before any guess', () => {
    const weaker =
      '[build]\ntarget = ["thumbv8m.main-none-eabi"]\n[nix.inputs]\nrust_overlay = "x"\n[target.x86-64-my_os]\ncc = "cc"\n';
    expect(
      read(
        {
          FLAKE_LATTICE__NIX__INPUTS__RUST_OVERLAY: 'y',
          FLAKE_LATTICE__TARGET__THUMBV8M_MAIN_NONE_EABI__CC: 'tcc',
          FLAKE_LATTICE__TARGET__X86_64_MY_OS__CC: 'gcc',
        },
        weaker,
      ),
    ).toEqual([
      'nix.inputs.rust_overlay = "y"',
      'target."thumbv8m.main-none-eabi".cc = "tcc"',
      'target.x86-64-my_os.cc = "gcc"',
    ]);
  });

  test('does not look at other variables', () => {
    expect(read({ FLAKE_LATTICE_NIX: '/nix', FLAKE_LATTICE: 'x', RUST__CHANNEL: 'x' })).toEqual([]);
  });

  test.each([
    [
      'RUST__DOWNLOAD_RUST',
      'true',
      'CONFIG_UNKNOWN_KEY',
      /did you mean FLAKE_LATTICE__RUST__DOWNLOAD_RUSTC\?/,
    ],
    ['RUST', 'true', 'CONFIG_UNKNOWN_KEY', /write it as FLAKE_LATTICE__RUST__KEY/],
    [
      'RUST__CHANNEL__X',
      'true',
      'CONFIG_UNKNOWN_KEY',
      /write it as FLAKE_LATTICE__RUST__KEY; the keys are RUSTC,/,
    ],
    ['TARGET__A_B', 'cc', 'CONFIG_UNKNOWN_KEY', /write it as FLAKE_LATTICE__TARGET__<TRIPLE>__CC/],
    ['ENV', 'x', 'CONFIG_UNKNOWN_KEY', /write it as FLAKE_LATTICE__ENV__<NAME>/],
    ['ENV__', 'x', 'CONFIG_UNKNOWN_KEY', /write it as FLAKE_LATTICE__ENV__<NAME>/],
    ['RUSST__CHANNEL', 'x', 'CONFIG_UNKNOWN_SECTION', /did you mean FLAKE_LATTICE__RUST__…\?/],
    ['MY__KEY', 'x', 'CONFIG_UNKNOWN_SECTION', /--set/],
    ['', 'x', 'CONFIG_UNKNOWN_SECTION', /^The sections are NIX, RUST/],
    ['RUST__LLVM_TOOLS', 'yes', 'CONFIG_WRONG_TYPE', /^FLAKE_LATTICE__RUST__LLVM_TOOLS=true$/],
    ['TARGET__A__B__CC', 'cc', 'CONFIG_UNKNOWN_KEY', /<TRIPLE>__CC/],
    ['BUILD__JOBS', '2\nx = 3', 'CONFIG_WRONG_TYPE', /^FLAKE_LATTICE__BUILD__JOBS=2$/],
    ['BUILD__JOBS', '', 'CONFIG_WRONG_TYPE', /^FLAKE_LATTICE__BUILD__JOBS=2$/],
    ['NIX__SYSTEMS', 'x86_64-linux', 'CONFIG_WRONG_TYPE', /^FLAKE_LATTICE__NIX__SYSTEMS='\[ "x86_64-linux"/],
  ])('refuses FLAKE_LATTICE__%s=%j with %s', (name, value, code, hint) => {
    expect(() => read({ [`FLAKE_LATTICE__${name}`]: value })).toThrow(
      expect.objectContaining({
        code,
        hint: expect.stringMatching(hint),
        message: expect.stringContaining(`FLAKE_LATTICE__${name}`),
      }),
    );
  });
});
