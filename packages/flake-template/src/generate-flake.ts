// The whole layer: takes a configuration file and an output folder, gives the files of the flake, ready to be written.
import { basename, dirname, join } from 'node:path';
import { readConfigFile } from '@flake-lattice/config-builder';
import { checkWritable, nearestFolder } from '@flake-lattice/generated-tree';
import { findNix, parseNix, type Repository, readRepository } from '@flake-lattice/programs';
import { commandLine, pathFrom } from './command-line.js';
import { placeReference } from './place-reference.js';
import { planFlake } from './plan-flake.js';
import { readChoices } from './read-choices.js';
import { builtInTemplates, renderFlake } from './render-flake.js';
import { templateData } from './template-data.js';
import type { FlakeFiles } from './write-flake.js';

export interface FlakeChoices {
  /** Absolute paths. */
  readonly configPath: string;
  readonly outputDir: string;
  /** Absolute path; the built-in template otherwise. */
  readonly template?: string;
  readonly name?: string;
  readonly description?: string;
  readonly systems?: readonly string[];
  /** A relative path in it starts from `cwd`; one in the configuration from the top of its repository. */
  readonly nixpkgs?: string;
}

export interface Surroundings {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface GeneratedFlake {
  readonly files: FlakeFiles;
  /** The repository that the output folder lies in. */
  readonly repository: Repository | undefined;
}

/**
 * Writes nothing.
 *
 * @throws CodedError CONFIG_MISSING, CONFIG_SYNTAX, CONFIG_WRONG_TYPE, NODE_NAME_INVALID, SYSTEM_INVALID, TEMPLATE_…,
 * VALUE_NOT_NIX, NIX_MISSING, NIX_TOO_OLD
 */
export async function generateFlake(
  choices: FlakeChoices,
  { cwd, env }: Surroundings,
): Promise<GeneratedFlake> {
  const { configPath, outputDir } = choices;
  const { config, bytes } = await readConfigFile(configPath);
  const fromConfig = readChoices(config);
  await checkWritable(outputDir);
  const repository = await readRepository(await nearestFolder(outputDir), { env });
  const home = await readRepository(dirname(configPath), { env });
  const base = choices.nixpkgs === undefined ? (home?.root ?? dirname(configPath)) : cwd;
  const folders = { base, flake: outputDir, repository: repository?.root };
  const plan = planFlake({
    name: choices.name ?? basename(outputDir),
    ...(choices.description === undefined ? {} : { description: choices.description }),
    systems: choices.systems ?? fromConfig.systems,
    nixpkgs: placeReference(choices.nixpkgs ?? fromConfig.nixpkgs, folders),
    config: templateData(config),
  });
  const top = repository?.root ?? outputDir;
  const template = choices.template ?? builtInTemplates.config;
  const flake = await renderFlake(plan, template, {
    source: [configPath, choices.template].flatMap((file) => (file ? [pathFrom(top, file)] : [])).join(', '),
    command: regenerationCommand(choices, { top, cwd }),
  });
  await parseNix(await findNix({ cwd, env }), flake, {
    file: join(outputDir, 'flake.nix'),
    cwd,
    env,
    code: 'TEMPLATE_NOT_NIX',
    hint: `mend the template ${template}; the line counts in what it renders to, shown above`,
  });
  return { files: { flake, config: bytes }, repository };
}

function regenerationCommand(choices: FlakeChoices, { top, cwd }: { top: string; cwd: string }): string {
  const { configPath, outputDir, template, name, description, systems = [], nixpkgs } = choices;
  return commandLine('flake-template-generator', [
    ...['--config-path', pathFrom(top, configPath), '--output-dir', pathFrom(top, outputDir)],
    ...(template === undefined ? [] : ['--template', pathFrom(top, template)]),
    ...(name === undefined ? [] : ['--name', name]),
    ...(description === undefined ? [] : ['--description', description]),
    ...systems.flatMap((system) => ['--system', system]),
    ...(nixpkgs === undefined
      ? []
      : ['--nixpkgs', placeReference(nixpkgs, { base: cwd, flake: top, repository: top })]),
  ]);
}
