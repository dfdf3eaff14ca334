// The blocks of the documents are of known kinds; what is TypeScript compiles, and runs.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newestNix } from '../testing/nixes.js';
import { copyRepository, type RepositoryCopy } from '../testing/repository-copy.js';
import { blockKinds } from './block-kinds.js';
import { findDocuments } from './find-documents.js';
import { matchesOutput } from './match-output.js';
import type { Block } from './read-document.js';

const documents = await findDocuments();
const blocks = documents.flatMap(({ path, blocks }) =>
  blocks.map((block, index) => ({ path, block, next: blocks[index + 1], at: `${path}:${block.line}` })),
);

test('are of a kind that is listed', () => {
  expect(blocks.filter(({ block }) => !(block.kind in blockKinds)).map(({ at }) => at)).toEqual([]);
});

interface Example {
  readonly at: string;
  /** Relative to the copy's root. */
  readonly file: string;
  readonly text: string;
  /** What the block behind it says that it prints, where one does. */
  readonly printed: string | undefined;
}

function printedBy(next: Block | undefined): string | undefined {
  return next?.kind === 'text' && next.rest === 'printed' ? next.text : undefined;
}

const examples: readonly Example[] = blocks
  .filter(({ block }) => block.kind === 'ts')
  .map(({ at, block, next }, index) => ({
    at,
    file: `documents/example-${index}.ts`,
    text: block.text,
    printed: printedBy(next),
  }));

describe('the examples', () => {
  let copy: RepositoryCopy;

  beforeAll(async () => {
    copy = await copyRepository();
    await mkdir(join(copy.root, 'documents'));
    for (const { file, text } of examples) await writeFile(join(copy.root, file), text);
    const compilerOptions = { noEmit: true, noUnusedLocals: false };
    const project = { extends: '../tsconfig.base.json', compilerOptions, include: ['*.ts'] };
    await writeFile(join(copy.root, 'documents/tsconfig.json'), JSON.stringify(project));
  });

  afterAll(() => copy.remove());

  test('have the types that they need', async () => {
    const { stdout } = await copy.run('tsc', ['--project', 'documents']);
    const named = examples.reduce((text, { file, at }) => text.replaceAll(file, `${at} (${file})`), stdout);
    expect(named).toBe('');
  });

  test.each(
    examples.flatMap(({ at, file, printed }) => (printed === undefined ? [] : [[at, file, printed]])),
  )('%s prints what stands below it', async (_, file = '', shown = '') => {
    const args = ['--import', './tools/run-typescript/register.mjs', file];
    const { stdout, stderr } = await copy.run(process.execPath, args, { nix: newestNix });
    expect(stderr).toBe('');
    expect(matchesOutput(shown, stdout) ? shown : stdout).toBe(shown);
  });
});
