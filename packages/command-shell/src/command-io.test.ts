import { runProgram } from '@flake-lattice/programs';
import { expect, test } from '@jest/globals';
import { environmentWith, newestNix, workspaceRoot } from '../../../tools/testing/nixes.js';

test('a reader that stops early is no fault', async () => {
  const command = `"${process.execPath}" node_modules/.bin/root-integrator --help | true; echo "\${PIPESTATUS[0]}"`;
  const options = { cwd: workspaceRoot, env: environmentWith(newestNix) };
  expect(await runProgram('bash', ['-c', command], options)).toEqual({
    stdout: '0\n',
    stderr: '',
    exitCode: 0,
  });
});
