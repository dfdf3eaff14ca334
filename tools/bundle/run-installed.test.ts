// An installed command keeps what V8 compiled for it in the user's cache, takes it the next time, and works without.
import {
  chown,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  stat,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '@flake-lattice/programs';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

let top: string;
let cache: string;
let bundle: string;

const text = `exports.run = async (args) => {
  const add = (one, other) => one + other;
  console.log(args.join(' '), add(40, 2));
  return Number(args[1] ?? 0);
};\n`;

beforeEach(async () => {
  top = await realpath(await mkdtemp(join(tmpdir(), 'run-installed-')));
  cache = join(top, 'home/.cache/flake-lattice');
  bundle = join(top, 'command.cjs');
  await writeFile(bundle, text);
});

afterEach(() => rm(top, { recursive: true }));

const program = `
import { readFileSync } from 'node:fs';
import { loadBundle } from ${JSON.stringify(join(import.meta.dirname, 'load-bundle.mjs'))};
import { placeOfCode, runInstalled } from ${JSON.stringify(join(import.meta.dirname, 'run-installed.mjs'))};
const [bundle, ...args] = process.argv.slice(1);
const status = await runInstalled(bundle, args);
const bytes = readFileSync(bundle);
const place = placeOfCode(bytes, args[0]);
let isTaken = false;
try {
  isTaken = loadBundle(bundle, bytes, readFileSync(place)).script.cachedDataRejected === false;
} catch {}
console.log(status, isTaken ? 'kept' : 'not kept');
`;

async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
  const { stdout, stderr } = await runProgram(
    process.execPath,
    ['--input-type=module', '--eval', program, '--', bundle, ...args],
    { cwd: top, env: { PATH: process.env.PATH ?? '', HOME: join(top, 'home'), ...env } },
  );
  expect(stderr).toBe('');
  return stdout;
}

const keptFiles = () => readdir(cache).catch(() => []);

test('each command has what was compiled for it, under a name of its own', async () => {
  expect(await run(['generate'])).toBe('generate 42\n0 kept\n');
  const [kept = ''] = await keptFiles();
  expect(kept).toMatch(/^generate-[0-9a-f]{32}\.compiled$/);
  const written = await readFile(join(cache, kept));
  expect(await run(['generate'])).toBe('generate 42\n0 kept\n');
  expect(await readFile(join(cache, kept))).toEqual(written);
  expect(await run(['check', '1'])).toBe('check 1 42\n1 kept\n');
  expect(await run(['../up', '0'])).toBe('../up 0 42\n0 kept\n');
  expect((await keptFiles()).map((name) => name.replace(/-.*/, ''))).toEqual(['check', 'generate', 'other']);
});

test('a call that was wrong, and a user who wants nothing kept, leave nothing', async () => {
  expect(await run(['generate', '2'])).toBe('generate 2 42\n2 not kept\n');
  expect(await run(['generate'], { NODE_DISABLE_COMPILE_CACHE: '1' })).toMatch(/not kept/);
  expect(await keptFiles()).toEqual([]);
});

test('a bundle of the same length, and other flags of V8, have code of their own', async () => {
  await run(['generate']);
  await writeFile(bundle, text.replace('40, 2', '40, 3'));
  expect(await run(['generate'])).toBe('generate 43\n0 kept\n');
  expect(await run(['generate'], { NODE_OPTIONS: '--max-old-space-size=100' })).toMatch(/0 kept/);
  expect(await keptFiles()).toHaveLength(3);
});

test('what is damaged is made anew, and what is old goes', async () => {
  await run(['generate']);
  const [kept = ''] = await keptFiles();
  await writeFile(join(cache, kept), 'damaged');
  const old = join(cache, 'check-0.compiled');
  await writeFile(old, '');
  await utimes(old, 0, 0);
  expect(await run(['generate'])).toBe('generate 42\n0 kept\n');
  expect(await keptFiles()).toEqual([kept]);
});

// Only root can make a file another's.
(process.getuid?.() === 0 ? test : test.skip)('code of another user is not run, and replaced', async () => {
  await run(['generate']);
  const [kept = ''] = await keptFiles();
  await chown(join(cache, kept), 1, 1);
  expect(await run(['generate'])).toBe('generate 42\n0 kept\n');
  expect((await stat(join(cache, kept))).uid).toBe(0);
});

test('where nothing can be written, the command works all the same', async () => {
  await mkdir(join(top, 'home'));
  await writeFile(join(top, 'home/.cache'), 'a file');
  expect(await run(['generate'])).toBe('generate 42\n0 not kept\n');
  const other = join(top, 'elsewhere');
  expect(await run(['generate'], { XDG_CACHE_HOME: other })).toBe('generate 42\n0 kept\n');
  expect(await readdir(join(other, 'flake-lattice'))).toHaveLength(1);
  expect(await run(['generate'], { XDG_CACHE_HOME: 'relative' })).toMatch(/not kept/);
});
