// The whole layer: takes a configuration file and an output folder, gives the files of the flake, ready to be written.
import { basename, dirname, join, relative } from 'node:path';
import { readConfigFile } from '@flake-lattice/config-builder';
import { CodedError, commandLine, quoteForShell } from '@flake-lattice/errors';
import { checkWritable, nearestFolder, resolveLinks } from '@flake-lattice/generated-tree';
import { findNix, parseFlake, type Repository, readRepository } from '@flake-lattice/programs';
import { checkOwnership } from './check-ownership.js';
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
  /** Absolute path of the output folder, links on the way to it resolved. */
  readonly folder: string;
  readonly files: FlakeFiles;
  /** The repository that the output folder lies in. */
  readonly repository: Repository | undefined;
}

/**
 * Writes nothing.
 *
 * @throws CodedError CONFIG_MISSING, CONFIG_SYNTAX, CONFIG_WRONG_TYPE, NODE_NAME_INVALID, SYSTEM_INVALID, TEMPLATE_…,
 * VALUE_NOT_NIX, OUTPUT_…, GIT_FAILED, NIX_MISSING, NIX_TOO_OLD
 */
export async function generateFlake(
  given: FlakeChoices,
  { cwd, env }: Surroundings,
): Promise<GeneratedFlake> {
  const { config, bytes } = await readConfigFile(given.configPath);
  await checkWritable(given.outputDir);
  const choices = await resolveChoices(given);
  const { configPath, outputDir } = choices;
  await checkOwnership(outputDir, bytes);
  const repository = await readRepository(await nearestFolder(outputDir), { env });
  const home = await readRepository(dirname(configPath), { env });
  const place = (reference: string, base: string) =>
    placeReference(reference, { base, flake: outputDir, repository: repository?.root });
  const fromConfig = readChoices(config);
  const inputs = Object.entries(fromConfig.inputs).map(([name, reference]) => {
    if (name !== 'nixpkgs' || choices.nixpkgs === undefined) {
      return [name, place(reference, home?.root ?? dirname(configPath))] as const;
    }
    return [name, checkReference(place(choices.nixpkgs, cwd), choices.nixpkgs)] as const;
  });
  const plan = planFlake({
    name: choices.name ?? basename(outputDir),
    ...(choices.description === undefined ? {} : { description: choices.description }),
    ...(choices.systems === undefined ? fromConfig : { systems: choices.systems }),
    inputs: Object.fromEntries(inputs),
    config: templateData(config),
  });
  const top = repository?.root ?? outputDir;
  const template = choices.template ?? builtInTemplates.config;
  const flake = await renderFlake(plan, template, {
    source: [configPath, choices.template].flatMap((file) => (file ? [pathFrom(top, file)] : [])).join(', '),
    command: regenerationCommand(choices, { top, cwd }),
  });
  await parseFlake(await findNix({ cwd, env }), flake, {
    file: join(outputDir, 'flake.nix'),
    cwd,
    env,
    code: 'TEMPLATE_NOT_NIX',
    hint: `mend the template ${template}; the line counts in what it renders to, shown above`,
  });
  return { folder: outputDir, files: { flake, config: bytes }, repository };
}

/**
 * git names its folders without links, and paths can be held against those only when they are named so too. What a
 * process has open, such as `/dev/fd/63`, keeps the name that is the same in every run.
 */
async function resolveChoices(choices: FlakeChoices): Promise<FlakeChoices> {
  const { configPath, outputDir, template } = choices;
  const inFolder = async (file: string) => {
    const folder = await resolveLinks(dirname(file));
    return folder.startsWith('/proc/') ? file : join(folder, basename(file));
  };
  return {
    ...choices,
    configPath: await inFolder(configPath),
    outputDir: await resolveLinks(outputDir),
    ...(template === undefined ? {} : { template: await inFolder(template) }),
  };
}

/** Relative to `top`, so that the line is the same on every machine. @param file absolute path */
function pathFrom(top: string, file: string): string {
  return relative(top, file) || '.';
}

function checkReference(placed: string, given: string): string {
  if (/^(?!-)[^\p{Cc}\s#]+$/u.test(placed)) return placed;
  throw new CodedError({
    code: 'USAGE',
    message: `\`--nixpkgs ${quoteForShell(given)}\` is not the reference of a flake`,
    hint: '--nixpkgs github:NixOS/nixpkgs/nixpkgs-unstable   (in a path, # is %23)',
  });
}

function regenerationCommand(choices: FlakeChoices, { top, cwd }: { top: string; cwd: string }): string {
  const { configPath, outputDir, template, name, description, systems = [], nixpkgs } = choices;
  return commandLine([
    'npx',
    'flake-template-generator',
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
