// The live line: what is printed meanwhile stands above it, and in the end nothing of it is left.
import { setTimeout } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { captureIo } from '../../../tools/testing/capture-io.js';
import { screenOf } from '../../../tools/testing/terminal.js';
import { followWork } from './follow-work.js';

function terminalIo() {
  const io = captureIo();
  let screen = '';
  const print = (text: string) => {
    screen += text;
  };
  return { io: { ...io, out: print, err: print, terminal: { out: true, err: true } }, screen: () => screen };
}

test('on a terminal', async () => {
  const { io, screen } = terminalIo();
  const given = await followWork(io, { isSilent: false }, async ({ now, step, io: above }) => {
    now('too soon to be shown');
    await setTimeout(250);
    now('first');
    expect(screenOf(screen()).filter(Boolean)).toEqual(['first']);
    above.out('a result\n');
    step('second');
    expect(screenOf(screen()).filter(Boolean)).toEqual(['a result', 'second']);
    return 7;
  });
  expect(given).toBe(7);
  expect(screenOf(screen()).filter(Boolean)).toEqual(['a result']);
  expect(screen()).not.toContain('too soon');
});

test('work that fails leaves no line behind', async () => {
  const { io, screen } = terminalIo();
  const work = followWork(io, { isSilent: false }, async ({ now }) => {
    await setTimeout(250);
    now('going on');
    throw new Error('no');
  });
  await expect(work).rejects.toThrow('no');
  expect(screen()).toContain('going on');
  expect(screenOf(screen()).filter(Boolean)).toEqual([]);
});

test.each([
  ['elsewhere: steps, a line each', false, 'step\n'],
  ['silent', true, ''],
])('%s', async (_, isSilent, err) => {
  const io = captureIo();
  await followWork(io, { isSilent }, async ({ now, step }) => {
    now('now');
    step('step');
  });
  expect(io.printed).toEqual({ out: '', err });
});
