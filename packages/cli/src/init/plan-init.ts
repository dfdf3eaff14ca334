// Plans a new lattice in a folder: takes what the user asked, gives every file that would be written. Writes nothing.
import { lstat, readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import type { CommandIo } from '@flake-lattice/command-shell';
import { faultsOfPins, type Lattice, readLatticeText } from '@flake-lattice/config-builder';
import { CodedError, isCodedError } from '@flake-lattice/errors';
import { type FileContents, nearestFolder } from '@flake-lattice/generated-tree';
import { type Integration, integrate, renderHubRoot } from '@flake-lattice/root-integrator';
import { chooseNixpkgs } from './choose-nixpkgs.js';
import { type Ground, readGround } from './ground.js';
import { planBeside } from './plan-beside.js';
import { type FirstLattice, renderLattice } from './render-lattice.js';
import { readStandIn, standInPath } from './stand-in.js';
import { type StartName, starts } from './starts/starts.js';

export interface InitRequest {
  /** From where the command runs. */
  readonly folder: string;
  /** What the root flake calls the lattice. */
  readonly name: string;
  readonly output: string;
  readonly hostTools: boolean;
  /** What it begins with. */
  readonly template: StartName;
  readonly nixpkgs?: string | undefined;
  readonly onProgress: (text: string) => void;
}

/** Absolute path and contents. */
interface TextFile {
  readonly file: string;
  readonly contents: string;
}

export interface InitPlan {
  readonly ground: Ground;
  /** What the root flake calls the lattice. */
  readonly name: string;
  readonly lattice: { readonly file: string; readonly text: string };
  readonly root: Integration;
  /** What it began with, and the files that it has of that beside the lattice. */
  readonly template: StartName;
  readonly beside: readonly TextFile[];
  readonly standIn: readonly FileContents[];
  readonly nixpkgs: { readonly url: string; readonly pin?: string };
  readonly notes: readonly string[];
}

/**
 * @throws CodedError LATTICE_EXISTS, OUTPUT_NOT_OURS, INPUT_TAKEN, LOCK_FAILED, what the root flake is refused for, and
 * what lattice.toml would be
 */
export async function planInit(request: InitRequest, io: CommandIo): Promise<InitPlan> {
  const { name, output, hostTools, template, nixpkgs: named, onProgress } = request;
  const start = starts[template];
  const folder = resolve(io.cwd, request.folder);
  const file = join(folder, 'lattice.toml');
  const shown = relative(io.cwd, file) || file;
  const ground = await readGround(folder, output, io);
  // A folder that is missing is read as the one that it will be made in.
  const place = join(await nearestFolder(folder), 'lattice.toml');
  const read = (first: FirstLattice) =>
    readLatticeText(renderLattice(first, starts.config), place, shown).catch(asOfOption);
  const isFixed = async (url: string) => faultsOfPins(await read({ output, nixpkgs: { url } })).length === 0;
  const choice = { hostTools, named, root: ground.root, isFixed, onProgress };
  const { takesStandIn, notes, ...nixpkgs } = await chooseNixpkgs(choice, io);
  const first = { output, nixpkgs };
  const root = await planRoot(folder, name, await read(first), start.shell, io);
  const isRootNew = root.flake.text === undefined;
  const beside = await planBeside({ folder, cwd: io.cwd, output, start, isRootNew });
  return {
    ground,
    name,
    lattice: { file, text: renderLattice(first, start) },
    root,
    template,
    beside: beside.files,
    standIn: takesStandIn ? await planStandIn(folder, io.cwd) : [],
    nixpkgs,
    notes: [...notes, ...(takesStandIn && start.compiles ? [compiledByCommand] : []), ...beside.notes],
  };
}

/** See `machineNixpkgs`. */
const compiledByCommand =
  'the stand-in knows no compiler by itself; `flake-lattice build` gives it those on PATH, and plain `nix` compiles no crate with it';

/** What is wrong with the file that would be written is wrong with an option: there is no place to look at. */
function asOfOption(fault: unknown): never {
  if (!isCodedError(fault)) throw fault;
  const { code, message, hint } = fault;
  throw new CodedError({
    code,
    message,
    hint: `${hint}\nthe options are: flake-lattice init --help`,
    cause: fault,
  });
}

/** The name that is refused is that of an option of this command. */
function asOfName(fault: unknown): never {
  if (!isCodedError(fault) || fault.code !== 'INPUT_NAME_INVALID') throw fault;
  const hint = 'give it another name: flake-lattice init --name lattice';
  throw new CodedError({ code: fault.code, message: fault.message, hint, cause: fault });
}

async function planRoot(
  folder: string,
  name: string,
  lattice: Lattice,
  shell: string,
  io: CommandIo,
): Promise<Integration> {
  const hub = join(folder, lattice.output);
  const flake = join(folder, 'flake.nix');
  const integration = await integrate(
    {
      flake,
      inputs: [`${name}=${hub}`],
      removes: [],
      expected: new Map([[name, ['nixpkgs', ...lattice.nodes.keys()]]]),
      renderNew: (inputs) => renderHubRoot(inputs, shell),
    },
    io,
  ).catch(asOfName);
  const [repointed] = integration.plan.reasons.filter((reason) => reason.includes(`\`${name}\` points to`));
  if (repointed === undefined) return integration;
  throw new CodedError({
    code: 'INPUT_TAKEN',
    message: `\`${integration.shown}\` has an input \`${name}\` already, which leads elsewhere`,
    hint: 'give the lattice another name in the root flake: flake-lattice init --name nodes',
    place: { file: integration.shown },
  });
}

/** @throws CodedError OUTPUT_NOT_OURS where another file is in the place of one of the stand-in's, or a link on the way */
async function planStandIn(folder: string, cwd: string): Promise<readonly FileContents[]> {
  const parts = standInPath.split('/');
  for (const [index] of parts.entries()) {
    const place = join(folder, ...parts.slice(0, index + 1));
    const found = await lstat(place).catch(() => undefined);
    if (found && !found.isDirectory()) throw notOurs(relative(cwd, place));
  }
  const files = (await readStandIn()).map(({ path, contents }) => ({
    file: join(folder, standInPath, path),
    contents,
  }));
  for (const { file, contents } of files) {
    const there = await lstat(file).catch(() => undefined);
    if (!there) continue;
    if (!there.isFile() || !(await readFile(file)).equals(contents)) throw notOurs(relative(cwd, file));
  }
  return files;
}

function notOurs(shown: string): CodedError {
  return new CodedError({
    code: 'OUTPUT_NOT_OURS',
    message: `\`${shown}\` is there already, and the stand-in for nixpkgs would take its place`,
    hint: `move it away, or name a nixpkgs: flake-lattice init --nixpkgs URL`,
    place: { file: shown },
  });
}
