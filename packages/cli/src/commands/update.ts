// `update`: renews the pins of external inputs through Nix, writes them to lattice.toml, and generates with them.
import { basename } from 'node:path';
import type { CommandFace, CommandIo } from '@flake-lattice/command-shell';
import { type ExternalInput, setExternalPin } from '@flake-lattice/config-builder';
import { CodedError, type ExitStatus, exitStatus } from '@flake-lattice/errors';
import { formatDiff } from '@flake-lattice/generated-tree';
import { findNix, pinReference } from '@flake-lattice/programs';
import { runGeneration } from '../generation/run-generation.js';
import { declareOutput, type OutputOptions, outputOf } from '../output.js';
import { declareProject, type Project, type ProjectOptions, readProject } from '../project/read-project.js';
import { readEditableText, writeLatticeFile } from '../project/write-lattice-file.js';

interface UpdateOptions extends OutputOptions, ProjectOptions {
  readonly dryRun?: true;
}

interface Renewal {
  readonly input: string;
  readonly from: string | undefined;
  readonly to: string;
}

export function update(io: CommandIo): CommandFace<UpdateOptions> {
  return {
    name: 'update',
    description: 'Renews the pins of external inputs through Nix, in lattice.toml, and generates with them.',
    examples: [
      { line: 'flake-lattice update', does: 'all inputs whose url is not fixed by itself' },
      { line: 'flake-lattice update nixpkgs', does: 'one input' },
      { line: 'flake-lattice update --dry-run', does: 'show what lattice.toml would be' },
    ],
    declare: (command) => {
      command
        .argument('[input...]', 'the inputs (default: all)')
        .option('--dry-run', 'write nothing, print the difference');
      declareOutput(declareProject(command));
    },
    body: (options, inputs) => run(options, inputs, io),
  };
}

async function run(options: UpdateOptions, names: readonly string[], io: CommandIo): Promise<ExitStatus> {
  const output = outputOf(io, options);
  const project = await readProject(options, io);
  const inputs = chooseInputs(project, names);
  const renewals = await renew(inputs, io, (name) => output.progress(`asking Nix for ${name}`));
  // Of a file that is not changed nothing is asked: it may be code.
  const before = renewals.length === 0 ? '' : await readEditableText(project, pinsByHand(renewals));
  const after = renewals.reduce((text, { input, to }) => setExternalPin(text, input, to), before);
  if (options.dryRun) {
    const diff = formatDiff(basename(project.lattice.file), before, after);
    output.json({ renewed: renewals, diff });
    if (diff !== '') output.line(diff.trimEnd());
    return exitStatus.done;
  }
  for (const { input, from, to } of renewals) output.progress(`${input}: ${from ?? 'no pin'} -> ${to}`);
  if (renewals.length === 0) output.progress('all pins are what their urls stand for now');
  if (after !== before) await writeLatticeFile(project, after);
  return runGeneration({ project: options, nodes: [], edited: 'leave' }, options, io);
}

/** Those named, or all that a pin makes sense for. @throws CodedError INPUT_UNKNOWN, INPUT_FIXED */
function chooseInputs({ lattice }: Project, names: readonly string[]): readonly ExternalInput[] {
  if (names.length === 0) return [...lattice.externals.values()].filter(({ fixed }) => !fixed);
  return names.map((name) => {
    const input = lattice.externals.get(name);
    if (!input) throw unknownInput(name, [...lattice.externals.keys()]);
    if (input.fixed) throw fixedInput(input);
    return input;
  });
}

async function renew(
  inputs: readonly ExternalInput[],
  { cwd, env }: CommandIo,
  onInput: (name: string) => void,
): Promise<readonly Renewal[]> {
  if (inputs.length === 0) return [];
  const nix = await findNix({ cwd, env });
  const renewals: Renewal[] = [];
  for (const { name, url, pin } of inputs) {
    onInput(name);
    const to = await pinReference(nix, url, { cwd, env });
    if (to !== pin) renewals.push({ input: name, from: pin, to });
  }
  return renewals;
}

function pinsByHand(renewals: readonly Renewal[]): string {
  return renewals.map(({ input, to }) => `${input}: { pin: '${to}' }`).join('\n');
}

function unknownInput(name: string, known: readonly string[]): CodedError {
  return new CodedError({
    code: 'INPUT_UNKNOWN',
    message: `the lattice has no external input \`${name}\``,
    hint: `one of: ${known.join(', ')}`,
  });
}

function fixedInput({ name, url, place }: ExternalInput): CodedError {
  return new CodedError({
    code: 'INPUT_FIXED',
    message: `the url of \`${name}\` stands for one version for ever, and cannot be renewed: \`${url}\``,
    hint: 'give it a url that names a branch, or change the version in the url by hand',
    place,
  });
}
