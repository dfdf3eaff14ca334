// `adopt --undo`: takes the last adoption of this clone back, and has a lattice that was there before generated anew.
import { join, relative } from 'node:path';
import type { CommandIo } from '@flake-lattice/command-shell';
import { CodedError, type ExitStatus, exitStatus } from '@flake-lattice/errors';
import { runGeneration } from '../generation/run-generation.js';
import { type OutputOptions, outputOf } from '../output.js';
import type { ProjectOptions } from '../project/find-file.js';
import { planUndo, undoAdoption } from './undo-adoption.js';

/** @throws CodedError USAGE, ADOPTION_MISSING, ADOPTION_EDITED */
export async function undo(
  options: OutputOptions & ProjectOptions & { readonly dryRun?: true },
  paths: readonly string[],
  io: CommandIo,
): Promise<ExitStatus> {
  if (paths.length > 0) throw takesNoPath();
  const output = outputOf(io, options);
  const planned = await planUndo(options, io);
  const { adoption, repository } = planned;
  const shown = (path: string) => relative(io.cwd, join(repository.root, path));
  const files = adoption.files.map(({ path, before }) => ({
    file: shown(path),
    outcome: before === null ? 'removed' : 'restored',
  }));
  const print = (prefix = '') => {
    for (const { file, outcome } of files) output.line(`${prefix}${outcome}  ${file}`);
  };
  const data = { nodes: adoption.nodes, files };
  if (options.dryRun) {
    print('would be ');
    output.json({ written: false, ...data });
    return exitStatus.done;
  }
  const left = await undoAdoption(planned, io);
  print();
  output.json({ written: true, ...data, left });
  for (const file of left) output.note(`${relative(io.cwd, file)} was edited by hand, and is left as it is`);
  if (adoption.began) return left.length > 0 ? exitStatus.found : exitStatus.done;
  const silent = options.json ? { ...io, out: () => {} } : io;
  const lattice = join(repository.root, adoption.lattice);
  return runGeneration({ project: { lattice }, nodes: [], edited: 'leave' }, options, silent);
}

function takesNoPath(): CodedError {
  return new CodedError({
    code: 'USAGE',
    message: '`--undo` takes a whole adoption back, and no path',
    hint: 'flake-lattice adopt --undo',
  });
}
