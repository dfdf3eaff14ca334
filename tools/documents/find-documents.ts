// Finds the documents of this repository: all Markdown files that git knows or would take, with their texts.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from '@flake-lattice/programs';
import { workspaceRoot } from '../testing/nixes.js';
import { type Document, readDocument } from './read-document.js';

export interface FoundDocument extends Document {
  /** Relative to the root of the repository. */
  readonly path: string;
}

/** The README first, since it is what a newcomer runs first; the others by their paths. Fixtures are left out. */
export async function findDocuments(): Promise<readonly FoundDocument[]> {
  const args = [
    'ls-files',
    '-z',
    '--cached',
    '--others',
    '--exclude-standard',
    '--deduplicate',
    '--',
    '*.md',
  ];
  const { stdout } = await runProgram('git', args, { cwd: workspaceRoot, env: process.env });
  const paths = stdout.split('\0').filter((path) => path !== '' && !/(^|\/)fixtures\//.test(path));
  const ordered = [...paths].sort((one, other) => rank(one) - rank(other) || (one < other ? -1 : 1));
  return Promise.all(ordered.map(readFound));
}

function rank(path: string): number {
  return path === 'README.md' ? 0 : 1;
}

async function readFound(path: string): Promise<FoundDocument> {
  const text = await readFile(join(workspaceRoot, path), 'utf8');
  try {
    return { path, ...readDocument(text) };
  } catch (cause) {
    throw new Error(`${path} cannot be read`, { cause });
  }
}
