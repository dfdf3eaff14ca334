// What every command that generates ends with: takes the request, generates or previews, prints, gives the exit status.
import type { CommandIo } from '@flake-lattice/command-shell';
import { type ExitStatus, exitStatus, formatError } from '@flake-lattice/errors';
import { type OutputOptions, outputOf } from '../output.js';
import { findLattice } from '../project/find-file.js';
import type { GenerationRequest } from './generate-lattice.js';
import { isAsLastRun } from './last-run.js';
import { hasOpenEnds } from './open-ends.js';
import { waitsFor } from './waits-for.js';

/**
 * What plans and writes is loaded only where there is something to do.
 *
 * @returns 1 where files that were edited by hand wait for a decision, or Nix could not write a lock
 */
export async function runGeneration(
  request: GenerationRequest,
  options: OutputOptions & { readonly dryRun?: true },
  io: CommandIo,
): Promise<ExitStatus> {
  const output = outputOf(io, options);
  if (options.dryRun) {
    const [{ compareLattice }, { printComparison }] = await Promise.all([
      import('./compare-lattice.js'),
      import('./print-comparison.js'),
    ]);
    const comparison = await output.during(({ now }) =>
      compareLattice(request, { ...io, onStep: now, onSplitStep: now }),
    );
    printComparison(comparison, output, io.cwd, { diff: true });
    return exitStatus.done;
  }
  const found = await findLattice(request.project.lattice, io);
  const upToDate = isPlain(request, options) ? await isAsLastRun(found, io) : undefined;
  if (upToDate !== undefined) {
    output.progress(`all ${upToDate} files are up to date`);
    return exitStatus.done;
  }
  const [{ generateLattice }, { printGeneration }] = await Promise.all([
    import('./generate-lattice.js'),
    import('./print-generation.js'),
  ]);
  const generation = await output.during(({ now, step }) =>
    generateLattice({ ...request, found }, { ...io, onSplitStep: step, onStep: now }, (holder) =>
      output.progress(waitsFor(holder)),
    ),
  );
  printGeneration(generation, output, io.cwd, request.edited);
  for (const failure of generation.failures) io.err(formatError(failure));
  return hasOpenEnds(generation) ? exitStatus.found : exitStatus.done;
}

/** About the whole lattice, and with nothing to tell of single files, such as that one was not overwritten. */
function isPlain({ nodes, locked, dropped, edited }: GenerationRequest, { json }: OutputOptions): boolean {
  return nodes.length === 0 && !locked && !dropped && edited !== 'overwrite' && !json;
}
