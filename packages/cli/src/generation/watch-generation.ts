// Generates, and again whenever a source changes: takes the request, and ends only with its process.
import type { CommandIo } from '@flake-lattice/command-shell';
import { formatError, isCodedError } from '@flake-lattice/errors';
import { type FSWatcher, watch } from 'chokidar';
import { type OutputOptions, outputOf } from '../output.js';
import { findFile } from '../project/find-file.js';
import { type Generation, type GenerationRequest, generateLattice } from './generate-lattice.js';
import { printGeneration } from './print-generation.js';
import { waitsFor } from './waits-for.js';

/** Editors write a file in several steps, and git many files: this long nothing more has to come, in milliseconds. */
const quiet = 80;

/**
 * What is wrong with a source is told, and the next change is waited for.
 *
 * @throws CodedError LATTICE_MISSING
 */
export async function watchGeneration(
  request: GenerationRequest,
  options: OutputOptions,
  io: CommandIo,
): Promise<never> {
  const output = outputOf(io, options);
  const file = await findFile(request.project.lattice, io);
  const watcher = watch(file, { ignoreInitial: true, depth: 0 });
  const changes = changesOf(watcher);
  for (;;) {
    const generation = await generateOnce(request, options, io);
    if (generation) watcher.add([...sourcesOf(generation)]);
    output.progress('waiting for a source to change; Ctrl-C ends it');
    await changes.next();
  }
}

async function generateOnce(
  request: GenerationRequest,
  options: OutputOptions,
  io: CommandIo,
): Promise<Generation | undefined> {
  const output = outputOf(io, options);
  try {
    const generation = await output.during(({ now, step }) =>
      generateLattice(request, { ...io, onSplitStep: step, onStep: now }, (holder) =>
        output.progress(waitsFor(holder)),
      ),
    );
    printGeneration(generation, output, io.cwd, request.edited);
    for (const failure of generation.failures) io.err(formatError(failure));
    return generation;
  } catch (fault) {
    if (!isCodedError(fault)) throw fault;
    io.err(formatError(fault));
    return undefined;
  }
}

function sourcesOf({ project, sources }: Generation): readonly string[] {
  return [project.lattice.file, ...project.lattice.templateFiles, ...sources];
}

interface Changes {
  /** Waits for a change since the last time it was asked, and for the quiet after it. */
  readonly next: () => Promise<void>;
}

/** A change that comes while a run is under way is kept for the next. */
function changesOf(watcher: FSWatcher): Changes {
  let hasChanged = false;
  let settle: (() => void) | undefined;
  let timer: NodeJS.Timeout | undefined;
  watcher.on('all', () => {
    hasChanged = true;
    clearTimeout(timer);
    timer = setTimeout(() => settle?.(), quiet);
  });
  return {
    next: async () => {
      const settled = new Promise<void>((resolve) => {
        settle = resolve;
      });
      if (!hasChanged) await settled;
      hasChanged = false;
    },
  };
}
