// The documents of docs/reference are as the code says now, and say where they come from.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from '@flake-lattice/programs';
import { expect, test } from '@jest/globals';
import { workspaceRoot } from '../testing/nixes.js';

const names = ['commands.md', 'lattice-toml.md', 'errors.md', 'api.md'];

test('npm run reference would change nothing', async () => {
  const args = ['tools/bootstrap.mjs', 'tools/reference/reference.ts', '--check'];
  const result = await runProgram(process.execPath, args, { cwd: workspaceRoot, env: process.env });
  expect(result).toEqual({
    stdout: names.map((name) => `unchanged  docs/reference/${name}\n`).join(''),
    stderr: '',
    exitCode: 0,
  });
});

test.each(names)('%s says what it is made from, and by which command', async (name) => {
  const text = await readFile(join(workspaceRoot, 'docs/reference', name), 'utf8');
  expect(text).toMatch(/^<!-- Generated\. source: packages\/\S.* command: npm run reference -->\n\n# /);
  expect(text).not.toMatch(/\[object|__namedParameters/);
});
