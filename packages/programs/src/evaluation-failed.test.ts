import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { describeWithNix, environmentWith } from '../../../tools/testing/nixes.js';
import { evaluationFailed } from './evaluation-failed.js';
import { findNix } from './find-nix.js';
import { runNix } from './run-nix.js';

describeWithNix('evaluationFailed', (tested) => {
  const env = environmentWith(tested);

  async function failed(expression: string) {
    const nix = await findNix({ cwd: '/', env });
    const { exitCode, stderr } = await runNix(nix, ['eval', '--impure', '--expr', expression], {
      cwd: '/',
      env,
    });
    expect(exitCode).not.toBe(0);
    return evaluationFailed({ asked: ['a', 'b'], said: stderr, hint: 'none' });
  }

  test('has the reason in its message, and no step that lies in an expression of the command line', async () => {
    expect(await failed('let x = throw "own: it"; in "a" + x')).toMatchObject({
      message: 'Nix cannot evaluate `a` `b`: own: it',
      detail: undefined,
    });
  });

  test('keeps a reason of many lines whole', async () => {
    const { message, detail } = await failed('throw "one\\ntwo\\n\\nthree"');
    expect(message).toBe('Nix cannot evaluate `a` `b`');
    expect(detail).toMatch(/error: one\n\s*two\n(?:\s*\n)?\s*three/);
  });

  test('keeps steps that lie in files', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'evaluation-failed-'));
    await writeFile(join(folder, 'asked.nix'), '{\n  a = { }.missing;\n}\n');
    const { message, detail } = await failed(`(import ${folder}/asked.nix).a`);
    await rm(folder, { recursive: true });
    expect(message).toBe("Nix cannot evaluate `a` `b`: attribute 'missing' missing");
    expect(detail).toContain(`at ${folder}/asked.nix:2:7:`);
    expect(detail).not.toContain('«string»');
  });
});
