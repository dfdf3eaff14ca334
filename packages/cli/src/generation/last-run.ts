// Remembers a run that left nothing to do: takes what it was made from, tells the next one that nothing has changed.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { CommandIo } from '@flake-lattice/command-shell';
import { readStamp, verifyTree, writeStamp } from '@flake-lattice/generated-tree';
import type { FoundLattice } from '../project/find-file.js';
import { guessOutput } from '../project/guess-output.js';
import type { LatticePlan } from '../project/plan-lattice.js';
import { treeOptionsOf } from '../project/read-project.js';
import { toolIdentity } from './tool-identity.js';

interface LastRun {
  readonly tool: string;
  /** Absolute path of the output folder. */
  readonly output: string;
  /** How many files it held against the disk. */
  readonly files: number;
  /** Absolute paths of all that the plan was made from, with the hash of each; nothing where a file was not there. */
  readonly sources: readonly (readonly [file: string, hash: string | undefined])[];
}

/**
 * How many files are up to date, where the last run was about the whole lattice, and neither its sources nor what it
 * wrote have changed; nothing otherwise. Spares the plan: hashing all files is all that is left to do.
 *
 * @param found lattice.toml
 */
export async function isAsLastRun(
  { file, repository }: FoundLattice,
  { env }: Pick<CommandIo, 'env'>,
): Promise<number | undefined> {
  const tool = toolIdentity();
  const text = textOf(file);
  if (tool === undefined || text === undefined) return undefined;
  // A guess at the folder is enough: the stamp says which lattice it is of.
  const output = guessOutput(file, text);
  // The repository of the output folder may be another one where it lies deeper.
  const options = { env, ...(dirname(output) === dirname(file) ? { repository } : {}) };
  const stamp = await readStamp(output, options);
  if (stamp === undefined) return undefined;
  const last = JSON.parse(stamp) as LastRun;
  const isSame =
    last.tool === tool &&
    last.output === output &&
    last.sources.some(([source]) => source === file) &&
    last.sources.every(([source, hash]) => hashOf(source) === (hash ?? undefined));
  return isSame && (await verifyTree(output, options)) ? last.files : undefined;
}

/**
 * To be called after a run about the whole lattice that left no file for a person to look at. A source that was written
 * meanwhile may have been read as it was before: then nothing is remembered.
 *
 * @param begun when the run began to read, in milliseconds as modification times have them
 */
export async function rememberRun(
  { project, rootLock, readFiles }: LatticePlan,
  files: number,
  begun: number,
  io: Pick<CommandIo, 'env'>,
): Promise<void> {
  const { lattice, output } = project;
  const tool = toolIdentity();
  // What code reads besides itself, nobody knows.
  if (tool === undefined || lattice.format === 'typescript' || lattice.templateFiles.length > 0) return;
  const read = [lattice.file, ...readFiles];
  if (read.some((file) => isNewer(file, begun))) return;
  const sources = [...new Set([...read, ...(rootLock ? [rootLock.file] : [])])].sort();
  const last: LastRun = { tool, output, files, sources: sources.map((file) => [file, hashOf(file)]) };
  await writeStamp(output, JSON.stringify(last), treeOptionsOf(project, io));
}

/** In milliseconds, by which a kernel may date a file before it was written. */
const grain = 10;

function isNewer(file: string, begun: number): boolean {
  const { mtimeMs = 0 } = statSync(file, { throwIfNoEntry: false }) ?? {};
  return mtimeMs >= begun - grain;
}

/** What cannot be read is told by whoever reads it for its sake. */
function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** Of a folder, that of its names. */
function hashOf(file: string): string | undefined {
  try {
    return createHash('sha256').update(readFileSync(file)).digest('hex');
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'EISDIR') return undefined;
    return createHash('sha256').update(readdirSync(file).sort().join('/')).digest('hex');
  }
}
