import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '@flake-lattice/programs';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'dependencies-'));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function ensure() {
  const script = `import(${JSON.stringify(join(import.meta.dirname, 'dependencies.mjs'))}).then((set) => set.ensureDependencies(${JSON.stringify(root)}))`;
  return runProgram(process.execPath, ['--eval', script], {
    cwd: root,
    env: { PATH: '/usr/bin:/bin', HOME: root },
  });
}

test('a Node that is too old is refused before anything is installed', async () => {
  writeFileSync(join(root, 'package.json'), '{ "engines": { "node": ">=99.1" } }');
  const { exitCode, stderr } = await ensure();
  expect({ exitCode, stderr }).toMatchObject({
    exitCode: 2,
    stderr: expect.stringMatching(/^error\[NODE_TOO_OLD\]/),
  });
  expect(stderr).toContain('99.1');
  expect(readdirSync(root)).toEqual(['package.json']);
});

test('an install that fails is told with what npm said, and a hint', async () => {
  writeFileSync(join(root, 'package.json'), '{ "dependencies": { "absent": "file:./absent.tgz" } }');
  writeFileSync(join(root, 'package-lock.json'), '{ "lockfileVersion": 3, "packages": {} }');
  const { exitCode, stderr } = await ensure();
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/error\[DEPENDENCIES_FAILED\].* {2}\| .*npm.* {2}hint: /s);
});
