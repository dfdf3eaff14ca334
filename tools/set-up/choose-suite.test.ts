import { CodedError } from '@flake-lattice/errors';
import { describe, expect, test } from '@jest/globals';
import { type Candidate, firstThatFits } from './debian-packages.js';
import { newestNixWanted, olderNixWanted } from './nix-suites.js';

const candidate = (suite: string, version: string | undefined): Candidate => ({
  suite,
  open: async () => ({ versionOf: async () => version }),
});
const refusing = (suite: string): Candidate => ({
  suite,
  open: async () => {
    throw new CodedError({
      code: 'PACKAGES_UNAVAILABLE',
      message: 'no such suite',
      hint: 'none',
      detail: '404',
    });
  },
});

describe('firstThatFits', () => {
  test('takes the first suite whose version is accepted', async () => {
    const fitting = candidate('sid', '2.34.8+dfsg-1+b1');
    const candidates = [
      candidate('trixie', '2.26.3+dfsg-1'),
      refusing('forky'),
      fitting,
      candidate('late', '3.0'),
    ];
    const index = await firstThatFits(newestNixWanted, candidates);
    expect(await index.versionOf('nix-bin')).toBe('2.34.8+dfsg-1+b1');
  });

  test('says of each suite why not', async () => {
    const candidates = [candidate('trixie', '2.26.3'), candidate('bare', undefined), refusing('gone')];
    await expect(firstThatFits(newestNixWanted, candidates)).rejects.toMatchObject({
      code: 'PACKAGES_UNAVAILABLE',
      detail: 'trixie: nix-bin 2.26.3\nbare: no nix-bin\ngone: 404',
    });
  });

  test('a full disk is not a suite that does not fit', async () => {
    const open = async () => {
      throw new CodedError({ code: 'DISK_FULL', message: 'full', hint: 'none' });
    };
    await expect(firstThatFits(newestNixWanted, [{ suite: 'sid', open }])).rejects.toMatchObject({
      code: 'DISK_FULL',
    });
  });
});

describe('the versions wanted', () => {
  const cases = [
    ['2.8.0+dfsg1-3', false, false],
    ['2.26.3+dfsg-1', false, true],
    ['2.29.9', false, false],
    ['2.30.0-1', true, false],
    ['1:2.34.8-1', true, false],
    ['3.0.0', true, false],
    ['nonsense', false, false],
  ] as const;
  test.each(cases)('%s', (version, newest, older) => {
    expect([newestNixWanted.accepts(version), olderNixWanted.accepts(version)]).toEqual([newest, older]);
  });
});
