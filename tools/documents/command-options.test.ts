// The README of the command tells of every subcommand with its options, and of none that there is not.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { run } from '../../packages/cli/src/command.js';
import { captureIo } from '../testing/capture-io.js';
import { workspaceRoot } from '../testing/nixes.js';
import { findDocuments } from './find-documents.js';

/** They print nothing of their own: a script alone, and what a program prints. */
const prints = ['completion', 'develop'];

/** The text below the table tells of them. */
const ofMany = ['--lattice', '--json', '--quiet', '--verbose', '--help', '--dry-run'];

/** Of each subcommand, the options that its `--help` lists. */
const known = new Map<string, readonly string[]>();

/** What stands first on the lines of a list in a help text. */
function listed(help: string, heading: string): readonly string[] {
  const [list = ''] = help.split(`\n${heading}:\n`)[1]?.split('\n\n') ?? [];
  return [...list.matchAll(/^ {2}(?:-\w, )?((?:--)?[a-z][a-z-]*)/gm)].map(([, word = '']) => word);
}

async function helpOf(...args: readonly string[]): Promise<string> {
  const io = captureIo();
  await run([...args, '--help'], io);
  return io.printed.out;
}

async function readTold(): Promise<ReadonlyMap<string, readonly string[]>> {
  const documents = await findDocuments();
  const { prose = [] } = documents.find(({ path }) => path === 'packages/cli/README.md') ?? {};
  const table = prose.slice(prose.findIndex((line) => line.startsWith('| Subcommand |')));
  const rows = table.slice(0, table.indexOf('')).map((line) => line.split('|'));
  return new Map(
    rows.flatMap(([, usage = '', , options = '']) => {
      const told = [...options.matchAll(/--[a-z][a-z-]*/g)].map(([option]) => option).sort();
      return [...usage.matchAll(/`([a-z]+)[^`]*`/g)].map(([, name = '']) => [name, told] as const);
    }),
  );
}

function takersOf(option: string): readonly string[] {
  return [...known].flatMap(([name, options]) => (options.includes(option) ? [name] : []));
}

beforeAll(async () => {
  const files = await readdir(join(workspaceRoot, 'packages/cli/src/commands'));
  // One after another: jest cannot load modules that share others at the same time.
  for (const file of files.filter((name) => !name.includes('.test.')).sort()) {
    const name = file.replace(/\.ts$/, '');
    known.set(name, listed(await helpOf(name), 'Options'));
  }
});

test('the table has every subcommand with its options', async () => {
  const subcommands = listed(await helpOf(), 'Commands').filter((name) => name !== 'help');
  expect([...known.keys()]).toEqual([...subcommands].sort());
  const ofTheirOwn = [...known].map(([name, options]) => [
    name,
    options.filter((option) => !ofMany.includes(option)).sort(),
  ]);
  expect(Object.fromEntries(await readTold())).toEqual(Object.fromEntries(ofTheirOwn));
});

test('what is said of many is so', () => {
  const all = [...known.keys()].filter((name) => !prints.includes(name));
  for (const option of ['--json', '--quiet', '--verbose']) expect(takersOf(option)).toEqual(all);
  expect(takersOf('--lattice')).toEqual(
    [...known.keys()].filter((name) => !['completion', 'errors', 'init', 'key', 'split'].includes(name)),
  );
  expect(takersOf('--dry-run')).toEqual([
    'adopt',
    'eject',
    'generate',
    'init',
    'join',
    'lock',
    'meet',
    'split',
    'update',
  ]);
});
