// A first run of many nodes begins ahead what it will need, by a guess: the command as it is published, where the guess is
// wrong, or somebody else is faster.
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type ProgramResult, runProgram } from '@flake-lattice/programs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type PublishedCommand, stageCommand } from '../pack/published-command.js';
import { newestNix, workspaceRoot } from '../testing/nixes.js';

const nodes = 60;
const hub = 4;

let command: PublishedCommand;
let root: string;

beforeAll(async () => {
  command = await stageCommand(workspaceRoot);
}, 60_000);
afterAll(() => command.remove());

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'first-run-')));
  await mkdir(join(root, 'nixpkgs'));
  await writeFile(join(root, 'nixpkgs/flake.nix'), '{ outputs = _: { }; }\n');
  await git('init', '--quiet', '.');
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function git(...args: string[]): Promise<readonly string[]> {
  const { stdout } = await runProgram('git', args, { cwd: root, env: process.env });
  return stdout.split('\n').filter((line) => line !== '');
}

function latticeText(more = ''): string {
  const all = Array.from(
    { length: nodes },
    (_, at) => `[node.n${at}]\ndescription = "The node number ${at}"\n`,
  );
  return `[lattice]\nschema = 1\n${more}\n[inputs.nixpkgs]\nurl = "path:./nixpkgs"\n\n${all.join('\n')}`;
}

async function generate({ flags = [] as string[], env = {} } = {}): Promise<ProgramResult> {
  return runProgram(process.execPath, [...flags, command.file, 'generate'], {
    cwd: root,
    env: { ...process.env, ...command.env, FLAKE_LATTICE_NIX: newestNix.path, ...env },
  });
}

/** Git knows all files then, and nothing else there. */
async function generateAll(options?: Parameters<typeof generate>[0], folder = 'generated'): Promise<void> {
  const { exitCode, stderr } = await generate(options);
  expect({ exitCode, fault: exitCode === 0 ? '' : stderr }).toEqual({ exitCode: 0, fault: '' });
  expect((await git('ls-files', folder)).length).toBe(2 * nodes + hub);
  expect(await git('ls-files', '--others', folder)).toEqual([]);
}

test.each([
  ['deeper, in a folder that is not there', 'nix/flakes/generated'],
  ['with a name that leaves no room for a longer one', 'g'.repeat(245)],
])('the output folder lies %s', async (_, folder) => {
  await writeFile(join(root, 'lattice.toml'), latticeText(`output = "${folder}"\n`));
  await generateAll({}, folder);
  expect((await readdir(root)).sort()).toEqual(
    ['.git', 'lattice.toml', 'nixpkgs', folder.split('/')[0]].sort(),
  );
});

test('no thread may be started', async () => {
  await writeFile(join(root, 'lattice.toml'), latticeText());
  const flags = [
    '--experimental-permission',
    '--allow-fs-read=*',
    '--allow-fs-write=*',
    '--allow-child-process',
  ];
  await generateAll({ flags });
});

test('a node that is not generated has no folder', async () => {
  await mkdir(join(root, 'services/api'), { recursive: true });
  await writeFile(join(root, 'services/api/flake.nix'), '{ outputs = _: { }; }\n');
  await writeFile(join(root, 'lattice.toml'), `${latticeText()}\n[node.api]\nflake = "services/api"\n`);
  await git('add', '--all');
  await generateAll();
  expect(existsSync(join(root, 'generated/api'))).toBe(false);
});

test('what a person makes while another run was faster is not made known to git', async () => {
  const names = JSON.stringify(Array.from({ length: nodes }, (_, at) => `n${at}`));
  await writeFile(
    join(root, 'lattice.config.ts'),
    `import { existsSync, writeFileSync } from 'node:fs';
if (process.env.WAITS) {
  writeFileSync('begun', '');
  while (!existsSync('go')) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
}
const nodes = ${names}.map((name: string) => [name, { description: 'x'.repeat(50) }]);
export default {
  lattice: { schema: 1 },
  inputs: { nixpkgs: { url: 'path:./nixpkgs' } },
  node: Object.fromEntries(nodes),
};
`.replace('export default', `// ${'x'.repeat(4000)}\nexport default`),
  );
  const slow = generate({ env: { WAITS: '1' } });
  let hasEnded = false;
  void slow.finally(() => {
    hasEnded = true;
  });
  while (!hasEnded && !existsSync(join(root, 'begun'))) await setTimeout(10);
  expect(hasEnded).toBe(false);
  await generateAll();
  await writeFile(join(root, '.gitignore'), '*.env\n');
  await writeFile(join(root, 'generated/n1/secret.env'), 'SECRET=1\n');
  await writeFile(join(root, 'go'), '');
  expect((await slow).exitCode).toBe(0);
  expect(await git('ls-files', 'generated/n1')).toEqual([
    'generated/n1/config.toml',
    'generated/n1/flake.nix',
  ]);
});
