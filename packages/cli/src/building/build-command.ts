// What `build` and `push` share: takes the options of both, builds nodes with the builders and caches that they name.
import type { CommandIo, Steps } from '@flake-lattice/command-shell';
import { CodedError } from '@flake-lattice/errors';
import { isFreeForm } from '@flake-lattice/flake-template';
import type { Command } from 'commander';
import { cacheOptions } from '../distribution/cache-options.js';
import { chooseBuilders } from '../distribution/choose-builders.js';
import type { Output } from '../output.js';
import { knownNodes, type Project } from '../project/read-project.js';
import { refuseUngenerated } from '../project/refuse-ungenerated.js';
import { type BuiltNodes, buildNodes } from './build-nodes.js';
import { notForSystem } from './not-for-system.js';
import { summaryOf } from './print-build.js';
import { printWarnings } from './print-warnings.js';

export interface BuilderOptions {
  readonly alone?: true;
  readonly nixpkgs?: string;
  readonly builders?: string;
  readonly jobs?: string;
  /** Set by `--no-caches`. */
  readonly caches?: boolean;
  readonly store?: string;
}

export function declareBuilders(command: Command): Command {
  return command
    .option('--alone', 'build each by its own flake instead of through the hub; needs Nix 2.30')
    .option('--nixpkgs <reference>', 'build with another nixpkgs than the lattice names')
    .option(
      '--builders <builders>',
      'builders of [distribute], with commas between them, or as `nix build --builders` takes them',
    )
    .option('--jobs <number>', 'how many builds run here at once; 0 leaves all to builders')
    .option('--no-caches', 'take nothing from the caches of [distribute]')
    .option('--store <address>', 'build in another store, as `nix build --store` does');
}

/** Prints warnings, and leaves results and fault to the command. @throws CodedError as {@link buildNodes} does, USAGE */
export async function buildAndWarn(
  project: Project,
  named: readonly string[],
  options: BuilderOptions,
  io: CommandIo,
  output: Output,
): Promise<BuiltNodes> {
  const { lattice } = project;
  const { builders, nixpkgs } = options;
  const jobs = jobsOf(options.jobs);
  const store = storeOf(options.store);
  refuseUngenerated(project, named);
  const urls = [...lattice.distribute.caches.values()].map(({ url }) => url);
  const start = performance.now();
  const build = ({ now, step }: Steps) =>
    buildNodes(
      project,
      named,
      {
        alone: options.alone === true,
        ...(nixpkgs === undefined ? {} : { nixpkgs }),
        ...(builders === undefined ? {} : { builders: chooseBuilders(builders, lattice, io.env) }),
        ...(jobs === undefined ? {} : { jobs }),
        ...(store === undefined ? {} : { store }),
        options: options.caches === false ? [] : cacheOptions(lattice.distribute),
        onBuild: (name, builder) => step(`building ${name}${builder === '' ? '' : ` on ${builder}`}`),
        onCount: now,
        onWarning: (text) => {
          const isOfCache = urls.some((url) => text.includes(url)) && !text.startsWith('ignoring substitute');
          (isOfCache ? output.note : output.detail)(text);
        },
        onLost: (builder) => output.note(`the builder ${builder} was lost on the way; its work is done anew`),
      },
      io,
    );
  const built = await output.during(async (steps) => {
    const done = await build(steps);
    if (done.nodes.length > 0) steps.done(summaryOf(done.nodes, performance.now() - start));
    return done;
  });
  printWarnings(built, lattice, output);
  tellWithout(project, built, output);
  return built;
}

/** @throws CodedError NODE_NOT_FOR_SYSTEM where nothing is left that could have been built */
function tellWithout({ lattice }: Project, { nodes, without }: BuiltNodes, { note }: Output): void {
  const [first] = without;
  if (first === undefined) return;
  if (nodes.length === 0 && !without.some((name) => isFreeForm(lattice, name))) throw notForSystem(without);
  note(`no package to build: ${without.join(', ')}, whose flakes have no packages.SYSTEM.default`);
}

/** Those that were named, or all. @throws CodedError NODE_UNKNOWN, LATTICE_EMPTY */
export function nodesToBuild(project: Project, names: readonly string[]): readonly string[] {
  const known = knownNodes(project, names);
  const nodes = known.length === 0 ? project.poset.elements : known;
  if (nodes.length > 0) return nodes;
  throw new CodedError({
    code: 'LATTICE_EMPTY',
    message: `\`${project.lattice.shown}\` declares no node`,
    hint: 'add one to it:\n[node.hello]\ntemplate = "config"',
  });
}

function jobsOf(said: string | undefined): number | undefined {
  if (said === undefined || /^\d{1,6}$/.test(said)) return said === undefined ? undefined : Number(said);
  throw new CodedError({
    code: 'USAGE',
    message: `\`${JSON.stringify(said).slice(1, -1)}\` is no number of jobs`,
    hint: '--jobs 0   (leaves all to builders)   or   --jobs 2',
  });
}

function storeOf(said: string | undefined): string | undefined {
  if (said === undefined || /^(?!-)[^\p{Cc}\s]+$/u.test(said)) return said;
  throw new CodedError({
    code: 'USAGE',
    message: `\`${JSON.stringify(said).slice(1, -1)}\` is no address of a store`,
    hint: '--store ssh-ng://me@host   or   --store /absolute/folder',
  });
}
