// Composes the layer: takes what is asked, reads the flake, plans its edits and has the real parser judge them. Writes
// nothing.
import { readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { CodedError, isCodedError, quoteForShell } from '@flake-lattice/errors';
import { findDelegates } from '@flake-lattice/nix-text';
import { findNix, type Nix, parseNix, type Repository, readRepository } from '@flake-lattice/programs';
import { asInFile, type FlakeFile, readFlakeFile } from './flake-file.js';
import { readFollowsArgument } from './input-argument.js';
import { linesToAdd, notEditable } from './not-editable.js';
import { planEdits, readRoot } from './plan-edits.js';
import { renderRoot } from './render-root.js';
import type { EditRequest, InputRequest, Plan } from './request.js';
import { resolveFollows } from './resolve-follows.js';
import { resolveInput } from './resolve-input.js';
import { checkTargets } from './steps/check-target.js';

export interface Integration {
  readonly flake: FlakeFile;
  /** As the person would name the file. */
  readonly shown: string;
  readonly plan: Plan;
  readonly repository: Repository | undefined;
}

export interface IntegrationRequest {
  readonly flake: string;
  /** Each `NAME=PLACE`: a folder, from where the command runs, or a URL. */
  readonly inputs: readonly string[];
  /** Each `NAME=INPUT/INPUT`: an input that is to be one of another input's. */
  readonly follows?: readonly string[];
  /** The inputs of flakes that will be there, such as a hub that is not generated yet, by the name in `inputs`. */
  readonly expected?: ReadonlyMap<string, readonly string[]>;
  /** The text of a flake where there is none yet; a thin one that passes on packages, unless it is given. */
  readonly renderNew?: (inputs: readonly InputRequest[]) => string;
  readonly replaces?: string;
  readonly removes: readonly string[];
}

export interface Place {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * @throws CodedError FLAKE_MISSING, FLAKE_SYNTAX, FLAKE_NOT_EDITABLE, INPUT_UNKNOWN, INPUT_OUTSIDE, INPUT_NAME_INVALID,
 * USAGE, NIX_MISSING, NIX_TOO_OLD
 */
export async function integrate(request: IntegrationRequest, place: Place): Promise<Integration> {
  const flake = await readFlakeFile(resolve(place.cwd, request.flake));
  const shown = relative(place.cwd, flake.file) || flake.file;
  const repository = await readRepository(await nearestFolder(flake.folder), place);
  const { expected, follows = [] } = request;
  const surroundings = {
    cwd: place.cwd,
    flakeFolder: flake.folder,
    repository,
    ...(expected === undefined ? {} : { expected }),
  };
  const resolved = await Promise.all(request.inputs.map((argument) => resolveInput(argument, surroundings)));
  const taken = resolved.map(({ request: input }) => ({ ...input, url: asInFile(input.url, flake) }));
  const followed = follows.map(readFollowsArgument);
  const inputs: readonly InputRequest[] = [
    ...taken,
    ...(await Promise.all(
      followed.map((input) => resolveFollows(input, flake.text, [...taken, ...followed], surroundings)),
    )),
  ];
  const nix = await findNixFor(flake, place);
  const judge = (text: string) => parseNix(nix, text, { file: shown, ...place });
  const plan =
    flake.text === undefined
      ? planRoot(inputs, request, shown)
      : await planFor(flake, flake.text, inputs, request, shown, judge);
  if (plan.result !== flake.text)
    await judge(plan.result).catch((fault) => refuse(fault, flake, inputs, shown));
  const notes = [...resolved.flatMap((input) => input.notes), ...plan.notes];
  return { flake, shown, repository, plan: { ...plan, notes } };
}

/** The real parser does not take the result, such as one that leaves a name unbound: nothing is written. */
function refuse(fault: unknown, flake: FlakeFile, [input]: readonly InputRequest[], file: string): never {
  if (!isCodedError(fault) || fault.code !== 'FLAKE_SYNTAX') throw fault;
  throw notEditable(flake.text ?? '', {
    file,
    message: 'this command does not edit the flake safely: Nix would not take the result',
    hint: input ? linesToAdd(input) : 'make the edit by hand',
    cause: fault,
    ...(fault.detail === undefined ? {} : { detail: fault.detail }),
  });
}

async function planFor(
  flake: FlakeFile,
  text: string,
  inputs: readonly InputRequest[],
  { replaces, removes }: IntegrationRequest,
  file: string,
  judge: (text: string) => Promise<void>,
): Promise<Plan> {
  await judge(text);
  const delegates = new Map<string, string>();
  for (const { path } of findDelegates(readRoot(text, { file, inputs }))) {
    const delegate = await readDelegate(resolve(dirname(flake.target), path));
    if (delegate !== undefined) delegates.set(path, delegate);
  }
  const request: EditRequest = {
    file,
    inputs,
    removes,
    delegates,
    ...(replaces === undefined ? {} : { replaces }),
  };
  return planEdits(text, request);
}

/** Nothing where the file cannot be read: Nix will say so. */
async function readDelegate(path: string): Promise<string | undefined> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return readFile(isFolder ? join(path, 'default.nix') : path, 'utf8').catch(() => undefined);
}

function planRoot(inputs: readonly InputRequest[], request: IntegrationRequest, file: string): Plan {
  const asked = request.replaces === undefined ? request.removes[0] : request.replaces;
  if (inputs.length === 0 || asked !== undefined) {
    throw new CodedError({
      code: 'FLAKE_MISSING',
      message: `there is no flake at \`${file}\`${asked === undefined ? '' : `, so it has no input \`${asked}\``}`,
      hint: `root-integrator --flake ${quoteForShell(file)} --input NAME=PATH   (makes a thin one)`,
      place: { file },
    });
  }
  const result = (request.renderNew ?? renderRoot)(inputs);
  checkTargets(readRoot(result, { file, inputs }), inputs, file);
  const names = inputs.map(({ name }) => `\`${name}\``).join(', ');
  return {
    edits: [{ start: 0, end: 0, text: result }],
    result,
    reasons: [`there is no flake yet; a thin one takes in ${names}`],
    notes: [],
  };
}

/** The Nix of where the command runs, else that of the flake's folder, else that of this program's own clone. */
async function findNixFor(flake: FlakeFile, { cwd, env }: Place): Promise<Nix> {
  const folder = await nearestFolder(cwd);
  try {
    return await findNix({ cwd: folder, env, tool: await nearestFolder(flake.folder) });
  } catch (fault) {
    if (!isCodedError(fault) || fault.code !== 'NIX_MISSING') throw fault;
    return findNix({ cwd: folder, env });
  }
}

/** The folder itself, or the one above it that is there. */
async function nearestFolder(folder: string): Promise<string> {
  const found = await stat(folder).catch(() => undefined);
  return found?.isDirectory() || folder === dirname(folder) ? folder : nearestFolder(dirname(folder));
}
