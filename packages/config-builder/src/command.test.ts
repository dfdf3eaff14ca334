// The command on a folder of cases. Each case is a folder:
//   arguments     one a line            input/    what the command finds in its folder
//   environment   NAME=VALUE a line     output/   what it must leave there
//   stdout, stderr, exit-code           what it must print and return; `{folder}` is where it runs
// With UPDATE_CASES=1 the expected files are written anew: read the difference before you keep it.
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { run } from './command.js';

const cases = join(import.meta.dirname, '../fixtures/cases');
const names = (await readdir(cases)).sort();
const updates = process.env.UPDATE_CASES === '1';

async function textOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}

async function linesOf(file: string): Promise<readonly string[]> {
  return (await textOf(file)).split('\n').slice(0, -1);
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).sort();
}

async function contentsBelow(folder: string): Promise<Record<string, string>> {
  const files = await filesBelow(folder);
  return Object.fromEntries(
    await Promise.all(files.map(async (file) => [file, await textOf(join(folder, file))])),
  );
}

async function writeBelow(folder: string, contents: Record<string, string>): Promise<void> {
  for (const [file, text] of Object.entries(contents)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
}

async function runCase(folder: string) {
  const cwd = await realpath(await mkdtemp(join(tmpdir(), 'config-case-')));
  const before = await contentsBelow(join(folder, 'input'));
  if (Object.keys(before).length > 0) await cp(join(folder, 'input'), cwd, { recursive: true });
  const pairs = (await linesOf(join(folder, 'environment'))).map((line) => line.split(/=(.*)/s).slice(0, 2));
  const env = { PATH: process.env.PATH, GIT_CEILING_DIRECTORIES: tmpdir(), ...Object.fromEntries(pairs) };
  const [stdout, stderr]: [string[], string[]] = [[], []];
  const status = await run([...(await linesOf(join(folder, 'arguments')))], {
    cwd,
    env,
    out: (text) => void stdout.push(text),
    err: (text) => void stderr.push(text),
  });
  const after = await contentsBelow(cwd);
  const written = Object.entries(after).filter(([file, text]) => before[file] !== text);
  await rm(cwd, { recursive: true });
  return {
    stdout: stdout.join('').replaceAll(cwd, '{folder}'),
    stderr: stderr.join('').replaceAll(cwd, '{folder}'),
    'exit-code': `${status}\n`,
    written: Object.fromEntries(written),
  };
}

describe('bootstrap-config-generator', () => {
  test.each(names)('%s', async (name) => {
    const folder = join(cases, name);
    const { written, ...printed } = await runCase(folder);
    if (updates) {
      await writeBelow(folder, printed);
      await writeBelow(join(folder, 'output'), written);
    }
    const expected = await Promise.all(
      Object.keys(printed).map(async (file) => [file, await textOf(join(folder, file))]),
    );
    expect(printed).toEqual(Object.fromEntries(expected));
    expect(written).toEqual(await contentsBelow(join(folder, 'output')));
  });
});
