import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { refuseOldNode } from './dependencies.mjs';
import { compareLocks, hashOfLock, readDependencyState, stampFile } from './dependency-state.mjs';

describe('compareLocks', () => {
  const locked = {
    '': { version: '1.0.0' },
    'packages/own': { version: '1.0.0' },
    'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
    'node_modules/other-machine': { version: '1.0.0', integrity: 'sha512-o', optional: true },
  };
  const a = locked['node_modules/a'];

  test('optional packages may be absent', () =>
    expect(compareLocks(locked, { 'node_modules/a': a })).toBeUndefined());
  test('others may not', () => expect(compareLocks(locked, {})).toBe('`node_modules/a` is missing'));
  test('nor be another version', () =>
    expect(compareLocks(locked, { 'node_modules/a': { ...a, version: '1.0.1' } })).toMatch(
      /not the version/,
    ));
  test('nor be more than is locked', () =>
    expect(compareLocks(locked, { 'node_modules/a': a, 'node_modules/b': a })).toMatch(
      /`node_modules\/b` is not/,
    ));
});

describe('readDependencyState', () => {
  const lock = JSON.stringify({ packages: { '': {}, 'node_modules/a': { version: '1.0.0' } } });
  function clone(files: Readonly<Record<string, string>>) {
    const root = mkdtempSync(join(tmpdir(), 'dependencies-'));
    for (const [name, text] of Object.entries({ 'package-lock.json': lock, ...files })) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), text);
    }
    return root;
  }
  const installed = {
    'node_modules/.package-lock.json': JSON.stringify({
      packages: { 'node_modules/a': { version: '1.0.0' } },
    }),
    'node_modules/a/package.json': '{}',
  };

  test('nothing there', () =>
    expect(readDependencyState(clone({}))).toEqual({ missing: 'there is no node_modules' }));
  test('an install that was interrupted', () =>
    expect(readDependencyState(clone({ 'node_modules/a/package.json': '{}' }))).toEqual({
      missing: 'node_modules is half-made',
    }));
  test("the user's own install counts", () =>
    expect(readDependencyState(clone(installed))).toEqual({ stampIsCurrent: false }));
  test('stamped', () => {
    const root = clone(installed);
    writeFileSync(stampFile(root), `${hashOfLock(lock)}\n`);
    expect(readDependencyState(root)).toEqual({ stampIsCurrent: true });
    rmSync(join(root, 'node_modules/a'), { recursive: true });
    expect(readDependencyState(root)).toEqual({ missing: '`node_modules/a` is missing' });
  });
  test('the lock has changed since', () => {
    const root = clone(installed);
    writeFileSync(stampFile(root), `${hashOfLock(lock)}\n`);
    writeFileSync(join(root, 'package-lock.json'), lock.replace('1.0.0', '1.0.1'));
    expect(readDependencyState(root)).toHaveProperty('missing');
  });
  test('a command of the workspace that is not linked', () => {
    const own = {
      'packages/own/package.json': JSON.stringify({ name: 'own', bin: { 'own-command': 'x.js' } }),
    };
    expect(readDependencyState(clone({ ...installed, ...own }))).toEqual({
      missing: '`node_modules/.bin/own-command` is missing',
    });
  });
});

describe('refuseOldNode', () => {
  const manifest = '{ "engines": { "node": ">=20.17" } }';
  test.each(['20.17.0', '20.18.1', '22.0.0'])('takes %s', (version) =>
    expect(() => refuseOldNode(manifest, version)).not.toThrow(),
  );
  test.each(['18.20.0', '20.16.9'])('refuses %s', (version) =>
    expect(() => refuseOldNode(manifest, version)).toThrow(/20\.17 is the oldest/),
  );
});
