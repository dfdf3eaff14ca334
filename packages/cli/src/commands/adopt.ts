// `adopt`: takes flakes that somebody wrote into the lattice as nodes, and keeps their locks linear; or takes that back.
import type { CommandFace, CommandIo } from '@flake-lattice/command-shell';
import { CodedError, commandLine, type ExitStatus, exitStatus, formatError } from '@flake-lattice/errors';
import { applyAdoption } from '../adoption/apply-adoption.js';
import { type ChangedFile, diffOf, filesOf } from '../adoption/files-of-adoption.js';
import { planAdoption } from '../adoption/plan-adoption.js';
import { dataOf, notesOf, tableOf } from '../adoption/show-adoption.js';
import { undo } from '../adoption/undo.js';
import { runGeneration } from '../generation/run-generation.js';
import { confirm, isSomebodyThere, notConfirmed } from '../init/confirm.js';
import { declareOutput, type Output, type OutputOptions, outputOf } from '../output.js';
import { declareProject, type ProjectOptions } from '../project/find-file.js';

export interface AdoptOptions extends OutputOptions, ProjectOptions {
  readonly yes?: true;
  readonly dryRun?: true;
  readonly name?: string;
  readonly nixpkgs?: string;
  readonly output?: string;
  readonly rebuild?: true;
  readonly undo?: true;
}

export function adopt(io: CommandIo): CommandFace<AdoptOptions> {
  return {
    name: 'adopt',
    description:
      'Takes flakes that you wrote into the lattice as nodes, where they are, and adds the `follows` that keep their locks linear. What they build stays the same.',
    examples: [
      {
        line: 'flake-lattice adopt services/* libs/*',
        does: 'those flakes; what would change is shown, and asked about',
      },
      { line: 'flake-lattice adopt', does: 'all flakes below this folder that git knows' },
      {
        line: 'flake-lattice adopt services/api --name backend --yes',
        does: 'as the node `backend`, without asking',
      },
      { line: 'flake-lattice adopt --dry-run', does: 'write nothing, print the difference' },
      { line: 'flake-lattice adopt --undo', does: 'take the last adoption back, every byte' },
    ],
    declare: (command) => {
      command
        .argument('[path...]', 'folders of flakes (default: all that git knows below this one)')
        .option('-y, --yes', 'write without asking')
        .option('--dry-run', 'write nothing, print the difference')
        .option('--name <name>', 'what the node is called, where it is one (default: as its folder)')
        .option(
          '--nixpkgs <url>',
          'the nixpkgs of a lattice that begins (default: that of most of the flakes)',
        )
        .option('--output <folder>', 'where a lattice that begins generates into (default: generated)')
        .option('--rebuild', 'edit flakes too that are part of a source, so that what is built of it changes')
        .option('--undo', 'take the last adoption in this clone back');
      declareOutput(declareProject(command));
    },
    body: (options, paths) => run(options, paths, io),
  };
}

async function run(options: AdoptOptions, paths: readonly string[], io: CommandIo): Promise<ExitStatus> {
  if (options.undo) return undo(options, paths, io);
  const { dryRun, lattice, output: generated, name, nixpkgs, rebuild } = options;
  const asks = !options.yes && !dryRun;
  if (asks && (options.json || !isSomebodyThere(io)))
    throw notConfirmed(withoutAsking(paths), 'flake-lattice adopt --dry-run');
  const output = outputOf(io, options);
  const plan = await planAdoption(
    {
      paths,
      name,
      nixpkgs,
      rebuild: Boolean(rebuild),
      onProgress: output.progress,
      ...(lattice === undefined ? {} : { lattice }),
      ...(generated === undefined ? {} : { output: generated }),
    },
    io,
  );
  if (plan.lattice.before !== undefined && (generated !== undefined || nixpkgs !== undefined))
    throw hasBegun(plan.lattice.shown);
  const files = filesOf(plan, io.cwd);
  if (dryRun) {
    output.line(diffOf(files).trimEnd());
    output.line('');
  }
  if (asks) io.err(diffOf(files));
  output.line(tableOf(plan));
  for (const note of notesOf(plan)) output.note(note);
  if (dryRun) {
    printFiles(files, output, 'would be ');
    output.json({ ...dataOf(plan, files, false), diff: diffOf(files) });
    return exitStatus.done;
  }
  if (asks && !(await confirm('Write this?'))) {
    output.progress('nothing was written');
    return exitStatus.refused;
  }
  const failures = await applyAdoption(plan, files, io);
  printFiles(files, output);
  output.json(dataOf(plan, files, true));
  for (const failure of failures) io.err(formatError(failure));
  const silent = options.json ? { ...io, out: () => {} } : io;
  const request = { project: { lattice: plan.lattice.file }, nodes: [], edited: 'leave' } as const;
  const generation = await runGeneration(request, { ...options, dryRun: undefined } as OutputOptions, silent);
  output.progress('to take it back: flake-lattice adopt --undo');
  return failures.length > 0 ? exitStatus.found : generation;
}

function printFiles(files: readonly ChangedFile[], output: Output, prefix = ''): void {
  for (const { shown, before } of files) output.line(`${prefix}${before ? 'changed' : 'created'}  ${shown}`);
}

function withoutAsking(paths: readonly string[]): string {
  return commandLine(['flake-lattice', 'adopt', ...paths, '--yes']);
}

function hasBegun(shown: string): CodedError {
  return new CodedError({
    code: 'USAGE',
    message: `\`--output\` and \`--nixpkgs\` are for a lattice that begins, and \`${shown}\` is there already`,
    hint: `leave them out, and say it in ${shown}`,
  });
}
