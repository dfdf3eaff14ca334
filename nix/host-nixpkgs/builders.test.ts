import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { describeWithNix } from '../../tools/testing/nixes.js';
import { evaluate, fixtures, read, readFault, standIn } from './run.fixture.js';

const system = '(builtins.currentSystem)';
const pkgs = `(import ${standIn} { system = ${system}; })`;

describeWithNix('the builders of the stand-in', (nix) => {
  const file = [
    '--file',
    join(fixtures, 'builders.nix'),
    '--arg',
    'nixpkgs',
    standIn,
    '--arg',
    'system',
    system,
  ];

  test('make what their callers ask for, byte for byte', async () => {
    await read(nix, ['build', '--no-link', ...file, 'all']);
  });

  test('buildEnv refuses two files of one name', async () => {
    const fault = await readFault(nix, ['build', '--no-link', '--print-build-logs', ...file, 'collision']);
    expect(fault).toContain('two given paths contain a conflicting subpath');
  });

  test('a failing phase fails the build with its own status', async () => {
    const fault = await readFault(nix, [
      'build',
      '--impure',
      '--no-link',
      '--print-build-logs',
      '--expr',
      `${pkgs}.stdenv.mkDerivation { name = "fails"; dontUnpack = true; buildPhase = "false | true; echo not reached"; }`,
    ]);
    expect(fault).not.toContain('not reached');
  });

  test('a template that substitutes nothing is a fault with --replace-fail', async () => {
    const fault = await readFault(nix, [
      'build',
      '--impure',
      '--no-link',
      '--print-build-logs',
      '--expr',
      `${pkgs}.runCommand "substitutes" { } "echo text >file; substituteInPlace file --replace-fail absent x; touch $out"`,
    ]);
    expect(fault).toContain("pattern absent doesn't match anything in file 'file'");
  });

  test.each([
    ['structured attributes', '__structuredAttrs = true;', 'does not have `__structuredAttrs`'],
    ['debug information', 'separateDebugInfo = true;', 'does not have `separateDebugInfo`'],
    ['a broken package', 'meta.broken = true;', 'is marked as broken'],
    ['an input that is none', 'buildInputs = [ 1 ];', 'Dependency is not of a valid type'],
    [
      'an attribute that is also in env',
      'A = "1"; env.A = "2";',
      '`env` may not repeat what is an attribute beside it: A',
    ],
  ])('mkDerivation refuses %s', async (_, attributes, message) => {
    const expression = `(${pkgs}.stdenv.mkDerivation { name = "x"; ${attributes} }).drvPath`;
    expect(await readFault(nix, ['eval', '--impure', '--expr', expression])).toContain(message);
  });

  test('what is not there is a missing attribute', async () => {
    const fault = await readFault(nix, ['eval', '--impure', '--expr', `${pkgs}.noSuchPackage`]);
    expect(fault).toContain("attribute 'noSuchPackage' missing");
  });

  test('evaluates for other systems, and an unknown one is refused', async () => {
    const names = ['aarch64-linux', 'x86_64-darwin', 'riscv64-linux'];
    const all = names.map((name) => `(import ${standIn} { system = "${name}"; }).jq.drvPath`);
    const paths = (await evaluate(nix, `[ ${all.join(' ')} ]`)) as string[];
    expect(new Set(paths).size).toBe(names.length);
    const unknown = `(import ${standIn} { system = "pdp11-unix"; }).jq.drvPath`;
    expect(await readFault(nix, ['eval', '--impure', '--expr', unknown])).toContain(
      'Unknown system `pdp11-unix`',
    );
  });

  test('importing it and asking for one derivation evaluates little', async () => {
    const begun = performance.now();
    await read(nix, ['eval', '--impure', '--raw', '--expr', `(${pkgs}.runCommand "x" { } "").drvPath`]);
    expect(performance.now() - begun).toBeLessThan(2000);
  });
});
