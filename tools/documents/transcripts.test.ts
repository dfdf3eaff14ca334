// The documents are true: every command in them is run, in order, and prints what they show.
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newestNix, workspaceRoot } from '../testing/nixes.js';
import { copyRepository, type RepositoryCopy } from '../testing/repository-copy.js';
import { type FoundDocument, findDocuments } from './find-documents.js';
import { matchesOutput } from './match-output.js';
import { notRun } from './not-run.js';
import { openSession, type Session } from './session.js';
import { readTranscript, type TranscriptStep } from './transcript.js';

const documents = await findDocuments();

/** A README whose package runs its transcripts in a `readme.test.ts` of its own is left to that test. */
async function hasOwnTest(path: string): Promise<boolean> {
  if (!path.includes('/')) return false;
  const files = await readdir(join(workspaceRoot, dirname(path)), { recursive: true });
  return files.some((file) => /(^|\/)readme\.test\.ts$/.test(file) && !file.includes('node_modules'));
}

const ownTests = await Promise.all(documents.map(({ path }) => hasOwnTest(path)));
const here = documents.filter(
  ({ blocks }, index) => !ownTests[index] && blocks.some(({ kind }) => kind === 'console'),
);

interface FileStep {
  readonly file: string;
  readonly text: string;
  readonly isAppended: boolean;
}

/** In the order of the document: a file to write, or a command to run. */
function stepsOf({ blocks }: FoundDocument): readonly (TranscriptStep | FileStep)[] {
  return blocks.flatMap((block): readonly (TranscriptStep | FileStep)[] => {
    if (block.kind === 'console') return readTranscript(block.text, block.line + 1);
    const isFile = ['toml', 'nix', 'eta', 'rust', 'yaml'].includes(block.kind) && block.rest !== '';
    const [, mark, file = ''] = /^(>> )?(.*)$/.exec(block.rest) ?? [];
    return isFile ? [{ file, text: block.text, isAppended: mark !== undefined }] : [];
  });
}

describe('the commands in', () => {
  let copy: RepositoryCopy;
  let session: Session;

  beforeAll(async () => {
    if (!existsSync(newestNix.path)) throw new Error(`${newestNix.path} is missing: npm run set-up`);
    copy = await copyRepository();
    session = await openSession(copy);
  });

  afterAll(async () => {
    await session?.remove();
    await copy?.remove();
  });

  test.each(here.map((document) => [document.path, document] as const))(
    '%s print what it shows',
    async (path, document) => {
      await session.reset();
      // The README makes both itself; each other document begins in a clone that has them.
      if (path !== 'README.md') await session.prepare();
      const steps = stepsOf(document).filter((step) => 'file' in step || !(step.command in notRun));
      for (const [index, step] of steps.entries()) {
        if ('file' in step) {
          await (step.isAppended ? session.append : session.write)(step.file, step.text);
          continue;
        }
        const { printed, exitCode } = await session.run(step.command);
        const at = `${path}:${step.line}: ${step.command}`;
        const matches = matchesOutput(step.shown, printed);
        expect({ at, printed: matches ? step.shown : printed }).toEqual({ at, printed: step.shown });
        const next = steps[index + 1];
        const isTold =
          /^ {2}hint: /m.test(printed) || (next && 'command' in next && next.command === 'echo $?');
        if (!isTold) expect({ at, exitCode, printed }).toEqual({ at, exitCode: 0, printed });
      }
    },
    600_000,
  );
});

test('each command that is not run stands in a document', () => {
  const commands = documents.flatMap((document) =>
    stepsOf(document).flatMap((step) => ('command' in step ? [step.command] : [])),
  );
  expect(Object.keys(notRun).filter((command) => !commands.includes(command))).toEqual([]);
});
