// What a lock holds more than once, and what only looks like that.
import { describe, expect, test } from '@jest/globals';
import { countEntries, findDuplicates } from './find-duplicates.js';
import { type IdentityTable, identifyInputs } from './identify-inputs.js';
import type { Lock, LockInput, LockNode } from './lock.js';

const flake = (
  path: string,
  parent: readonly string[],
  inputs: Record<string, LockInput> = {},
): LockNode => ({
  locked: { type: 'path', path },
  original: { type: 'path', path },
  parent,
  inputs: new Map(Object.entries(inputs)),
});
const far = (rev: string, inputs: Record<string, LockInput> = {}, more = {}): LockNode => ({
  locked: { type: 'git', url: 'file:///far', rev, narHash: `sha256-${rev}` },
  original: { type: 'git', url: 'file:///far', ...more },
  inputs: new Map(Object.entries(inputs)),
});
const lock = (inputs: Record<string, LockInput>): Lock => ({ inputs: new Map(Object.entries(inputs)) });
const duplicatesOf = (given: Lock, folder = 'top') =>
  findDuplicates(given, identifyInputs(given, folder, new Map())).map(
    ({ path, target }) => `${path.join('/')} -> ${target.join('/')}`,
  );

describe('duplicates', () => {
  test('are entries of one folder, whichever way leads there', () => {
    const given = lock({
      a: flake('../a', [], { low: flake('../low', ['a']) }),
      b: flake('../deep/b', [], { other: flake('../../low', ['b']) }),
    });
    expect(duplicatesOf(given)).toEqual(['b/other -> a/low']);
    expect(countEntries(given)).toBe(4);
  });

  test('are what was locked to the same, however it was asked for', () => {
    const given = lock({ a: flake('../a', [], { n: far('1', {}, { ref: 'main' }) }), n: far('1') });
    expect(duplicatesOf(given)).toEqual(['a/n -> n']);
  });

  test('are none where an input differs, however far below', () => {
    const low = (parent: readonly string[], rev: string) => flake('../low', parent, { n: far(rev) });
    const given = lock({
      a: flake('../a', [], { low: low(['a'], '1') }),
      b: flake('../b', [], { low: low(['b'], '2') }),
    });
    expect(duplicatesOf(given)).toEqual([]);
  });

  test('what follows is as what it follows', () => {
    const low = (parent: readonly string[], n: LockInput) => flake('../low', parent, { n });
    const given = lock({
      a: flake('../a', [], { low: low(['a'], ['n']) }),
      b: flake('../b', [], { low: low(['b'], far('1')) }),
      n: far('1'),
    });
    expect(duplicatesOf(given)).toEqual(['b/low -> a/low']);
  });

  test('direct inputs stay, and what lies below one goes with it', () => {
    const low = (parent: readonly string[]) => flake('../low', parent, { n: far('1') });
    expect(duplicatesOf(lock({ a: low([]), b: low([]) }))).toEqual(['b/n -> a/n']);
    const given = lock({ a: flake('../a', [], { low: low(['a']) }), low: low([]) });
    expect(duplicatesOf(given)).toEqual(['a/low -> low']);
  });
});

describe('identities', () => {
  test('are alike across locks: what a flake is by itself, and as an input', () => {
    const table: IdentityTable = new Map();
    const alone = identifyInputs(lock({ n: far('1') }), 'low', table);
    const within = identifyInputs(lock({ low: flake('../low', [], { n: far('1') }) }), 'top', table);
    expect(within.at(['low'])).toBe(alone.root);
    expect(within.at(['low', 'n'])).toBe(alone.at(['n']));
    expect(within.at(['none'])).toBeUndefined();
  });

  test('follows in a circle end', () => {
    expect(identifyInputs(lock({ a: ['b'], b: ['a'] }), '', new Map()).root).toEqual(expect.any(Number));
    expect(identifyInputs(lock({ a: flake('./a', [], { up: [] }) }), '', new Map()).root).toEqual(
      expect.any(Number),
    );
  });
});
