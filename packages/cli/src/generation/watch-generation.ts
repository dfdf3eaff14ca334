// Generates, and again whenever a source changes: takes the request, and ends only with its process.
import type { CommandIo } from '@flake-lattice/command-shell';
import { formatError, isCodedError } from '@flake-lattice/errors';
import { type OutputOptions, outputOf } from '../output.js';
import { findFile } from '../project/find-file.js';
import { sourcesOfFault } from '../project/sources-of-fault.js';
import { watchFiles } from '../project/watch-files.js';
import { type Generation, type GenerationRequest, generateLattice } from './generate-lattice.js';
import { printGeneration } from './print-generation.js';
import { waitsFor } from './waits-for.js';

/**
 * What is wrong with a source is told, and the next change is waited for.
 *
 * @throws CodedError LATTICE_MISSING, WATCH_FAILED
 */
export async function watchGeneration(
  request: GenerationRequest,
  options: OutputOptions,
  io: CommandIo,
): Promise<never> {
  const output = outputOf(io, options);
  const file = await findFile(request.project.lattice, io);
  const watched = watchFiles([file]);
  try {
    for (;;) {
      watched.add(await generateOnce(request, file, options, io));
      output.progress('waiting for a source to change; Ctrl-C ends it');
      await watched.next();
    }
  } finally {
    await watched.close();
  }
}

/** @returns absolute paths of what the run was made of, or may be mended by */
async function generateOnce(
  request: GenerationRequest,
  file: string,
  options: OutputOptions,
  io: CommandIo,
): Promise<readonly string[]> {
  const output = outputOf(io, options);
  try {
    const generation = await output.during(({ now, step }) =>
      generateLattice(request, { ...io, onSplitStep: step, onStep: now }, (holder) =>
        output.progress(waitsFor(holder)),
      ),
    );
    printGeneration(generation, output, io.cwd, request.edited);
    for (const failure of generation.failures) io.err(formatError(failure));
    return sourcesOf(generation);
  } catch (fault) {
    if (!isCodedError(fault)) throw fault;
    io.err(formatError(fault));
    return sourcesOfFault(file, fault, io);
  }
}

function sourcesOf({ project, sources }: Generation): readonly string[] {
  return [project.lattice.file, ...project.lattice.templateFiles, ...sources];
}
