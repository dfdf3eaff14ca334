// Applies a plan of files to the disk, all or none: takes paths and contents, says what became of each.
import { mkdir, open, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { checkWritable } from './check-writable.js';
import { codeFileFault, outputIsFolder } from './file-fault.js';

export interface FileContents {
  /** Absolute path. */
  readonly file: string;
  readonly contents: string | Uint8Array;
}

export type FileOutcome = 'created' | 'changed' | 'unchanged';

interface StagedFile {
  readonly file: string;
  readonly staged: string;
}

/**
 * A file that holds its contents already is not touched. All others are first written whole beside their place, then
 * moved there one after another, so that a full disk or a folder that cannot be written leaves everything as it was.
 * Missing folders are made; the permissions of a file that is replaced stay. A link is replaced, not followed. What is there
 * and no regular file, such as `/dev/stdout` or a FIFO, takes the contents and is never replaced.
 *
 * @returns the outcome of each, in the order given
 * @throws CodedError OUTPUT_IS_FILE, OUTPUT_IS_FOLDER, OUTPUT_NOT_WRITABLE, DISK_FULL
 */
export async function writeFiles(files: readonly FileContents[]): Promise<readonly FileOutcome[]> {
  const outcomes = await Promise.all(files.map(compare));
  const changes: FileContents[] = [];
  const sinks: FileContents[] = [];
  for (const [index, file] of files.entries()) {
    if (outcomes[index] === 'unchanged') continue;
    if (await isSink(file.file)) sinks.push(file);
    else changes.push(file);
  }
  for (const { file } of changes) await checkWritable(dirname(file));
  await replaceAll(changes);
  for (const { file, contents } of sinks) await inPlace(file, () => writeFile(file, contents));
  return outcomes;
}

/** All or none. */
async function replaceAll(files: readonly FileContents[]): Promise<void> {
  const undo: (() => Promise<void>)[] = [];
  try {
    const staged: StagedFile[] = [];
    for (const file of files) staged.push(await stage(file, undo));
    for (const { file, staged: from } of staged) await inPlace(file, () => rename(from, file));
  } catch (fault) {
    for (const step of undo.reverse()) await step();
    throw fault;
  }
}

/** The file that a link leads to, for one that a person may have linked, such as lattice.toml; itself where it leads nowhere. */
export function behindLinks(file: string): Promise<string> {
  return inPlace(file, async () => (await realpath(file).catch(ignoreAbsent)) ?? file);
}

/** {@link writeFiles} for one file. */
export async function writeFileAtomically(file: string, contents: string | Uint8Array): Promise<FileOutcome> {
  const [outcome] = await writeFiles([{ file, contents }]);
  return outcome as FileOutcome;
}

async function compare({ file, contents }: FileContents): Promise<FileOutcome> {
  return inPlace(file, async () => {
    const before = await stat(file).catch(ignoreAbsent);
    if (before === undefined) return 'created';
    if (before.isDirectory()) throw outputIsFolder(file);
    if (!before.isFile()) return 'changed';
    return (await readFile(file)).equals(Buffer.from(contents)) ? 'unchanged' : 'changed';
  });
}

/** Whether something is there that only takes what is written to it: a device, a pipe, a socket. */
async function isSink(file: string): Promise<boolean> {
  const found = await inPlace(file, () => stat(file).catch(ignoreAbsent));
  return found !== undefined && !found.isFile();
}

async function stage({ file, contents }: FileContents, undo: (() => Promise<void>)[]): Promise<StagedFile> {
  return inPlace(file, async () => {
    const made = await mkdir(dirname(file), { recursive: true });
    if (made !== undefined) undo.push(() => rm(made, { recursive: true, force: true }));
    const staged = join(dirname(file), `.${basename(file)}.${process.pid}.staged`);
    const before = await stat(file).catch(ignoreAbsent);
    undo.push(() => rm(staged, { force: true }));
    await rm(staged, { force: true });
    const handle = await open(staged, 'wx');
    try {
      if (before) await handle.chmod(before.mode & 0o777);
      await handle.writeFile(contents);
      await handle.sync();
    } finally {
      await handle.close();
    }
    return { file, staged };
  });
}

async function inPlace<Result>(file: string, step: () => Promise<Result>): Promise<Result> {
  try {
    return await step();
  } catch (fault) {
    throw codeFileFault(fault, file);
  }
}

function ignoreAbsent(fault: unknown): undefined {
  if ((fault as NodeJS.ErrnoException).code !== 'ENOENT') throw fault;
}
