import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BuildState, DiagramBuild } from '@flake-lattice/lattice-page';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { endWord, readWords, writeWord } from './build-word.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'build-word-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const build = (state: BuildState, second: number): DiagramBuild => ({
  state,
  at: `2000-01-01T00:00:0${second}.000Z`,
});
const mine = { pid: process.pid, host: hostname() };
/** Beyond what any system gives out. */
const dead = { pid: 2 ** 22 + 1, host: hostname() };

test('what was told last counts, of builds that run and of those that ended', () => {
  expect(readWords(folder)).toEqual({});
  endWord(folder, { ...mine, nodes: { one: build('built', 1), two: build('failed', 1) } });
  writeWord(folder, { ...mine, nodes: { two: build('building', 2) } });
  expect(readWords(folder)).toEqual({ one: build('built', 1), two: build('building', 2) });
  endWord(folder, { ...mine, nodes: { two: build('built', 3) } });
  expect(readWords(folder)).toEqual({ one: build('built', 1), two: build('built', 3) });
  expect(readdirSync(folder)).toEqual(['last.json']);
});

test('of a build that died, nobody knows what it was about to do; the next that ends clears up', () => {
  writeWord(folder, { ...dead, nodes: { one: build('building', 1), two: build('built', 1) } });
  const known = { one: build('unknown', 1), two: build('built', 1) };
  expect(readWords(folder)).toEqual(known);
  endWord(folder, { ...mine, nodes: { three: build('present', 2) } });
  expect(readWords(folder)).toEqual({ ...known, three: build('present', 2) });
  expect(readdirSync(folder)).toEqual(['last.json']);
});

test('a folder that cannot be written is none of a build', () => {
  writeFileSync(join(folder, 'file'), '');
  const nowhere = join(folder, 'file', 'below');
  writeWord(nowhere, { ...mine, nodes: {} });
  endWord(nowhere, { ...mine, nodes: {} });
  expect(readWords(nowhere)).toEqual({});
});
