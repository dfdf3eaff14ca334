// The list of error codes is whole: each is given somewhere, and some test sees it.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCodes } from '@flake-lattice/errors';
import { runProgram } from '@flake-lattice/programs';
import { beforeAll, expect, test } from '@jest/globals';
import { workspaceRoot } from '../testing/nixes.js';

const shown = /\.test\.ts$|\/fixtures\/.*(stderr|printed)$/;
const sources = /^(packages\/(?!errors\/)|tools\/).*\.(ts|mjs)$/;
let files: readonly { readonly name: string; readonly text: string }[];

beforeAll(async () => {
  const listed = await runProgram('git', ['ls-files', '-z'], { cwd: workspaceRoot, env: process.env });
  const names = listed.stdout.split('\0').filter((name) => shown.test(name) || sources.test(name));
  files = await Promise.all(
    names.map(async (name) => ({
      name,
      text: await readFile(join(workspaceRoot, name), 'utf8').catch(() => ''),
    })),
  );
});

test.each(Object.keys(errorCodes).sort())('%s', (code) => {
  const holds = (pattern: RegExp) =>
    files.some(({ name, text }) => pattern.test(name) && text.includes(code));
  const given = files.some(
    ({ name, text }) => sources.test(name) && !shown.test(name) && text.includes(code),
  );
  expect({ code, given, seen: holds(shown) }).toEqual({ code, given: true, seen: true });
});

test('the codes are sorted', () => {
  expect(Object.keys(errorCodes)).toEqual(Object.keys(errorCodes).sort());
});
