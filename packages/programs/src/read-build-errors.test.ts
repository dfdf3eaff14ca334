import { expect, test } from '@jest/globals';
import { readBuildErrors } from './read-build-errors.js';

const [a, b] = [
  '/s/store/11111111111111111111111111111111-a.drv',
  '/s/store/22222222222222222222222222222222-b.drv',
];

test.each([
  ['2.34', `Cannot build '${a}'.\nReason: builder failed with exit code 7.\nOutput paths:\n  /s/store/x`],
  ['2.26', `builder for '${a}' failed with exit code 7`],
])('of Nix %s: what failed by itself, with the reason', (_, text) => {
  expect([...readBuildErrors([text]).failed]).toEqual([[a, 'builder failed with exit code 7']]);
});

test.each([
  `Cannot build '${b}'.\nReason: 1 dependency failed.\nOutput paths:\n  /s/store/x`,
  `Cannot build '${b}'.\nReason: 2 dependencies failed.`,
  `1 dependencies of derivation '${b}' failed to build`,
  `build of '${a}^out', '${b}^out' failed`,
])('what failed for another one is no failure of its own: %j', (text) => {
  expect(readBuildErrors([text]).failed.size).toBe(0);
});

test('any other error that names a derivation is its failure', () => {
  const text = `hash mismatch in fixed-output derivation '${a}':\n  specified: sha256-AA\n     got:    sha256-BB`;
  expect(readBuildErrors([text]).failed.get(a)).toBe(`hash mismatch in fixed-output derivation '${a}':`);
});

test('a builder that reports a failure is told from one that is lost', () => {
  const reported = `build of '${a}' on 'ssh-ng://one' failed: Cannot build '${a}'.\nReason: builder failed with exit code 7.`;
  const ended = `Cannot build '${a}'.\nReason: builder failed with exit code 1.`;
  const found = readBuildErrors([reported, ended]);
  expect([found.failedThere.has(a), found.failed.has(a)]).toEqual([true, true]);
  expect(readBuildErrors(['Nix daemon disconnected unexpectedly', ended]).failedThere.size).toBe(0);
});

test.each([
  `Cannot build '${a}'.\nReason: local builds are disabled (max-jobs = 0)\nHint: set 'max-jobs'`,
  '\n  Unable to start any build;\n  remote machines may not have all required system features.\n',
])('what no machine took is no failure of a build: %j', (text) => {
  const { isHomeless, failed } = readBuildErrors([text]);
  expect([isHomeless, failed.size]).toEqual([true, 0]);
});

test('machines that cannot be reached, and caches that are not trusted', () => {
  const { unreachable, untrusted } = readBuildErrors(
    ["cannot build on 'ssh-ng://none': error: failed to start SSH connection to 'none'"],
    [
      "ignoring substitute for '/s/store/x' from 'file:///c', as it's not signed by any of the keys in 'trusted-public-keys'",
    ],
  );
  expect([[...unreachable], [...untrusted]]).toEqual([
    [['ssh-ng://none', "failed to start SSH connection to 'none'"]],
    ['file:///c'],
  ]);
});
