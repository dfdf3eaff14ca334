import { hash } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { findPristine, keepPristine, type Pristine, packTexts } from './pristine.js';

let state: string;

beforeEach(async () => {
  state = await mkdtemp(join(tmpdir(), 'pristine-'));
});

afterEach(() => rm(state, { recursive: true }));

const text = (content: string) => ({ hash: hash('sha256', content), text: Buffer.from(content) });
const keep = async (texts: readonly Pristine[], isNeeded: (name: string) => boolean = () => true) =>
  keepPristine(state, [await packTexts(texts)], isNeeded);
const find = (...contents: string[]) =>
  [...findPristine(state, new Set(contents.map((content) => hash('sha256', content)))).values()]
    .map(String)
    .sort();

test('gives back what was kept, over many runs; what nobody asks for goes in time', async () => {
  const needed = new Set(Array.from({ length: 100 }, (_, run) => text(`needed ${run}`).hash));
  for (let run = 0; run < 100; run += 1) {
    await keep([text(`needed ${run}`), text(`other ${run}`)], (name) => needed.has(name));
  }
  expect(find('needed 0', 'needed 50', 'needed 99')).toEqual(['needed 0', 'needed 50', 'needed 99']);
  expect(find('other 0', 'never', 'other 99')).toEqual(['other 99']);
  expect(readdirSync(join(state, 'texts')).length).toBeLessThan(30);
});

test('several packs of one run, and none', async () => {
  await keepPristine(state, [await packTexts([]), await packTexts([])], () => true);
  expect(readdirSync(state)).toEqual([]);
  const packs = [[text('one'), text('two')], [], [text('three')]].map(packTexts);
  await keepPristine(state, await Promise.all(packs), () => true);
  expect(find('one', 'three', 'two')).toEqual(['one', 'three', 'two']);
});

test('what is damaged is not there', async () => {
  await keep([text('one')]);
  await keep([text('two')]);
  writeFileSync(join(state, 'texts/1.texts'), 'rubbish');
  expect(find('one', 'two')).toEqual(['two']);
  expect([...findPristine(join(state, 'absent'), new Set(['x']))]).toEqual([]);
});
