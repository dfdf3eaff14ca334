// What a stranger does: a fresh clone, an empty HOME, nothing but /usr/bin and /bin, no privileges; then the commands.
import { chmod, mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '@flake-lattice/programs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { copyRepository } from '../testing/repository-copy.js';

const nobody = '65534';
const isRoot = process.getuid?.() === 0;

let home: string;
let clone: string;

/** As the user who owns the clone, with an environment of nothing. */
function asStranger(program: string, ...args: readonly string[]) {
  const demoted = ['--reuid', nobody, '--regid', nobody, '--clear-groups', program, ...args];
  const [command, rest] = isRoot ? (['setpriv', demoted] as const) : ([program, args] as const);
  return runProgram(command, rest, { cwd: clone, env: { HOME: home, PATH: '/usr/bin:/bin' } });
}

beforeAll(async () => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'stranger-')));
  [home, clone] = [join(folder, 'home'), join(folder, 'clone')];
  const copy = await copyRepository({ dependencies: false });
  const env = { PATH: '/usr/bin:/bin', HOME: folder };
  await runProgram('git', ['clone', '--quiet', '--no-hardlinks', copy.root, clone], { cwd: folder, env });
  await runProgram('mkdir', [home], { cwd: folder, env });
  await copy.remove();
  await chmod(folder, 0o755);
  if (isRoot) await runProgram('chown', ['-R', `${nobody}:${nobody}`, folder], { cwd: folder, env });
});

afterAll(async () => {
  await runProgram('chmod', ['-R', 'u+w', join(clone, '..')], { cwd: '/', env: { PATH: '/usr/bin:/bin' } });
  await rm(join(clone, '..'), { recursive: true, force: true });
});

test('npm start sets up, generates, builds, and shows where the result lies', async () => {
  const { exitCode, stdout, stderr } = await asStranger('npm', 'start');
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: expect.anything() });
  for (const step of [
    'tools',
    'configuration',
    'lattice',
    'seed, built',
    'root flake',
    'root flake, built',
  ]) {
    expect(stdout).toMatch(new RegExp(`^ {2}✔ ${step} .* \\d+\\.\\d s {3}\\S`, 'm'));
  }
  const [result, generated] = await Promise.all(
    ['result/config.toml', 'generated/config-seed/config.toml'].map((file) =>
      readFile(join(clone, file), 'utf8'),
    ),
  );
  expect(result).toBe(generated);
}, 600_000);

test('a second npm start builds nothing, changes nothing, and says so', async () => {
  const { exitCode, stdout } = await asStranger('npm', 'start');
  expect(exitCode).toBe(0);
  expect(stdout).toContain('Nothing was written and nothing was built');
  expect(await asStranger('git', 'status', '--porcelain')).toMatchObject({ exitCode: 0, stdout: '' });
}, 120_000);

async function expectOnlyPackageCaches(): Promise<void> {
  const { stdout } = await asStranger('find', home, '-mindepth', '1', '-maxdepth', '1');
  expect(
    stdout
      .split('\n')
      .filter(Boolean)
      .map((path) => path.slice(home.length)),
  ).toEqual(['/.npm']);
}

test('outside the clone nothing is left but the caches of package managers', expectOnlyPackageCaches);

if (process.env.FLAKE_LATTICE_FRESH_CLONE === 'with-tests') {
  test('npm test passes', async () => {
    const { exitCode, stdout, stderr } = await asStranger('npm', 'test');
    expect({ exitCode, stdout, stderr: exitCode === 0 ? '' : stderr }).toMatchObject({
      exitCode: 0,
      stderr: '',
    });
    expect(stdout).toMatch(/^\d+ passed, 0 failed$/m);
    await expectOnlyPackageCaches();
  }, 3_000_000);
}
