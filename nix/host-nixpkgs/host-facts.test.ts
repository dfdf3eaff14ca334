import { join } from 'node:path';
import type { HostFacts } from '@flake-lattice/programs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { renderHostFacts } from '../../packages/cli/src/building/render-host-facts.js';
import { describeWithNix } from '../../tools/testing/nixes.js';
import {
  copyWithFacts,
  evaluate,
  makeTemporaryFolder,
  readFault,
  removeFolder,
  standIn,
} from './run.fixture.js';

const facts = (rustc: string): HostFacts => ({
  system: 'x86_64-linux',
  triple: 'x86_64-unknown-linux-gnu',
  cores: 2,
  tools: {
    rustc: { path: '/opt/rust/bin/rustc', version: rustc },
    cc: { path: '/usr/bin/cc', version: 'cc "quoted" ${x} 12.2.0' },
    jq: { path: '/usr/bin/jq', version: 'jq-1.6' },
  },
});

describe('renderHostFacts', () => {
  test('gives sorted Nix, without what builds may not depend on', () => {
    expect(
      renderHostFacts(facts('rustc 1.95.0')),
    ).toBe(`# The tools of this machine, found by flake-lattice and made anew by it; never committed.
{
  x86_64-linux = {
    tools = {
      cc = {
        path = "/usr/bin/cc";
        version = "cc \\"quoted\\" \\\${x} 12.2.0";
      };
      jq = {
        path = "/usr/bin/jq";
        version = "jq-1.6";
      };
      rustc = {
        path = "/opt/rust/bin/rustc";
        version = "rustc 1.95.0";
      };
    };
    triple = "x86_64-unknown-linux-gnu";
  };
}
`);
  });

  test('a machine without tools is known too', () => {
    expect(renderHostFacts({ system: 'aarch64-linux', cores: 1, tools: {} })).toContain('aarch64-linux');
  });
});

let folder: string;
let known: string;
let newer: string;
let proxy: string;
let bare: string;

beforeAll(async () => {
  folder = await makeTemporaryFolder();
  known = await copyWithFacts(folder, facts('rustc 1.95.0'));
  newer = await copyWithFacts(folder, facts('rustc 1.96.0'));
  proxy = await copyWithFacts(folder, {
    system: 'x86_64-linux',
    cores: 1,
    tools: { rustc: { path: '/home/me/.cargo/bin/rustup', version: 'rustc 1.95.0' } },
  });
  bare = await copyWithFacts(folder, { system: 'x86_64-linux', cores: 1, tools: {} });
});
afterAll(() => removeFolder(folder));

/** The derivations of what takes no tool of the machine, and of what compiles, with one stand-in. */
const derivations = (nixpkgs: string) => `
  let
    pkgs = import ${nixpkgs} { system = "x86_64-linux"; };
    drv = pkgs.stdenv.mkDerivation { name = "made"; src = ${join(standIn, 'fixtures/sources/made')}; };
  in {
    plain = map (package: package.drvPath) [
      (pkgs.runCommand "run" { } "touch $out")
      (pkgs.writeText "text" "text")
      (pkgs.writeShellApplication { name = "app"; text = "true"; runtimeInputs = [ pkgs.coreutils ]; })
      (pkgs.symlinkJoin { name = "join"; paths = [ drv ]; })
      (pkgs.mkShell { packages = [ drv ]; })
      (pkgs.makeWrapper)
      drv
    ];
    shell = (pkgs.mkShell { packages = [ pkgs.jq ]; }).drvPath;
    compilerShell = (pkgs.mkShell { packages = [ pkgs.rustc ]; }).drvPath;
    version = pkgs.rustc.version;
  }`;
const crateOf = (nixpkgs: string) =>
  `((import ${nixpkgs} { system = "x86_64-linux"; }).buildRustCrate { crateName = "a"; version = "1.0.0"; src = ${join(standIn, 'fixtures/crates/mid')}; }).drvPath`;

interface Derivations {
  readonly plain: readonly string[];
  readonly shell: string;
  readonly compilerShell: string;
  readonly version: string;
}

describeWithNix('the facts of a machine', (nix) => {
  const given = async (nixpkgs: string) => (await evaluate(nix, derivations(nixpkgs))) as Derivations;

  test('change no derivation that takes no tool of the machine', async () => {
    expect((await given(known)).plain).toEqual((await given(standIn)).plain);
  });

  test('are in the hash of all that takes a tool: path and version', async () => {
    const [without, one, other] = [await given(standIn), await given(known), await given(newer)];
    expect(new Set([without, one, other].map(({ compilerShell }) => compilerShell)).size).toBe(3);
    expect(one.shell).toBe(other.shell);
    expect(one.shell).not.toBe(without.shell);
    expect([without, one, other].map(({ version }) => version)).toEqual(['host', '1.95.0', '1.96.0']);
    const crates = await evaluate(nix, `[ (${crateOf(known)}) (${crateOf(newer)}) ]`);
    expect(new Set(crates as string[]).size).toBe(2);
  });

  test('that name a proxy, or lack the compiler, are refused with the way out', async () => {
    const fault = async (nixpkgs: string) => readFault(nix, ['eval', '--impure', '--expr', crateOf(nixpkgs)]);
    expect(await fault(proxy)).toContain("give the toolchain's own, `$(rustc --print sysroot)/bin/rustc`");
    expect(await fault(bare)).toContain(
      'set-up found none on this machine; install it, then run `flake-lattice build NODE`',
    );
  });
});
