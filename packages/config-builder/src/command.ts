// The command bootstrap-config-generator: takes options, prints or writes config.toml, or tells about it.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type CommandFace, type CommandIo, processIo, runCommand } from '@flake-lattice/command-shell';
import { CodedError, type ExitStatus, exitStatus } from '@flake-lattice/errors';
import { writeFileAtomically } from '@flake-lattice/generated-tree';
import { type BuiltConfig, buildConfig } from './build-config.js';
import { type ConfigOptions, declareOptions, refuseContradictions } from './command-options.js';
import { compareConfig, renderDifferences } from './render/compare-config.js';
import { explainConfig, renderExplanation } from './render/explain-config.js';
import { renderConfig } from './render/render-config.js';
import { documentKeys } from './schema/document-keys.js';
import { gatherSources } from './sources/gather-sources.js';
import type { Lattice } from './sources/lattice-record.js';
import { readNodeConfig } from './sources/node-config.js';
import { codeReadFault } from './sources/read-toml-file.js';
import { placeOfNodeConfig, writeNodeConfig } from './write-node-config.js';

const name = 'bootstrap-config-generator';

export async function run(args: string[], io: CommandIo = processIo()): Promise<ExitStatus> {
  const face: CommandFace<ConfigOptions> = {
    name,
    description:
      'Builds the typed configuration, config.toml. Sources, weakest first: defaults, --host, --base, [config] of ' +
      'lattice.toml, the environment (FLAKE_LATTICE__SECTION__KEY, `_` for `-`), --set.',
    examples: [
      { line: `${name} --output config.toml`, does: 'defaults and lattice.toml, written to a file' },
      { line: `${name} --set 'rust.channel="beta"' --explain`, does: 'which source sets what' },
      { line: `FLAKE_LATTICE__BUILD__JOBS=4 ${name}`, does: 'one key from the environment' },
      { line: `${name} --host --base old.toml`, does: 'with what this machine has, from a file' },
      { line: `${name} --check config.toml`, does: 'exit 1 when the file is out of date' },
    ],
    declare: declareOptions,
    body: (options) => generate(options, io),
  };
  return runCommand(face, args, io);
}

async function generate(options: ConfigOptions, io: CommandIo): Promise<ExitStatus> {
  refuseContradictions(options);
  if (options.keys) {
    io.out(documentKeys());
    return exitStatus.done;
  }
  const built = await buildText(options, io);
  const { text, lattice } = built;
  const output = options.output === undefined ? undefined : resolve(io.cwd, options.output);
  if (output !== undefined && output === lattice) throw overItsSource(options.output as string);
  for (const warning of built.warnings) io.err(`warning: ${warning}\n`);
  if (options.check !== undefined) return check(options.check, text, built, options, io);
  if (output !== undefined) {
    const { node = '', record } = built;
    const shown = options.output as string;
    const isPlace = record !== undefined && output === placeOfNodeConfig(record, node);
    const outcome = isPlace
      ? await writeNodeConfig(record, node, text, shown, io)
      : await writeFileAtomically(output, text);
    io.err(`${outcome} ${shown}\n`);
  }
  if (options.explain)
    io.out(options.json ? json(explainConfig(built.config)) : renderExplanation(built.config));
  else if (output === undefined) io.out(text);
  return exitStatus.done;
}

interface BuiltText extends BuiltConfig {
  readonly text: string;
  /** Absolute path of the lattice that took part, if one did. */
  readonly lattice: string | undefined;
  /** Given with `--node`, and the lattice with it. */
  readonly node?: string;
  readonly record?: Lattice;
}

async function buildText(options: ConfigOptions, io: CommandIo): Promise<BuiltText> {
  const { node } = options;
  if (node !== undefined) return { node, ...(await readNodeConfig(node, options, io)) };
  const { configs, names, warnings, lattice } = await gatherSources(options, io);
  const built = buildConfig(configs);
  const text = renderConfig(built.config, { command: name, sources: names });
  return { config: built.config, warnings: [...warnings, ...built.warnings], text, lattice };
}

function overItsSource(file: string): CodedError {
  return new CodedError({
    code: 'USAGE',
    message: `\`--output ${file}\` would write over a source of the configuration`,
    hint: `${name} --output config.toml`,
  });
}

async function check(
  file: string,
  text: string,
  built: BuiltConfig,
  { json: asJson }: ConfigOptions,
  io: CommandIo,
): Promise<ExitStatus> {
  const found = await readIfPresent(resolve(io.cwd, file), file);
  const differences = compareConfig(found, text, built.config);
  if (asJson)
    io.out(json({ file, equal: differences.length === 0, missing: found === undefined, differences }));
  else if (found !== undefined) io.out(renderDifferences(differences, file));
  if (differences.length === 0) {
    io.err(`${file} is what would be written\n`);
    return exitStatus.done;
  }
  io.err(`${file} ${found === undefined ? 'is missing' : 'is not what would be written'}\n`);
  io.err(`  hint: run the command with --output ${file} in place of --check ${file}\n`);
  return exitStatus.found;
}

async function readIfPresent(file: string, shown: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(file);
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw codeReadFault(fault, shown);
  }
}

function json(data: unknown): string {
  return `${JSON.stringify(data, undefined, 2)}\n`;
}
