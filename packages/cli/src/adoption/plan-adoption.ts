// Plans an adoption: takes paths and where the command runs, gives every file that would change, and what else is to be told.
// Writes nothing.
import { join, relative } from 'node:path';
import type { CommandIo } from '@flake-lattice/command-shell';
import { addNode, buildNodeConfigs, edgesOf, readLatticeText } from '@flake-lattice/config-builder';
import { CodedError, isCodedError } from '@flake-lattice/errors';
import { buildPoset } from '@flake-lattice/lattice';
import { type Lock, readLock } from '@flake-lattice/nix-text';
import { findNix, parseNix, readFlakeLock } from '@flake-lattice/programs';
import { chooseAdoptedNixpkgs } from './choose-nixpkgs.js';
import { type FoundFlake, findFlakes } from './find-flakes.js';
import { type AdoptionGround, readGround } from './ground.js';
import { nameFlakes } from './name-flakes.js';
import { type AdoptedFlakePlan, planFlakes } from './plan-flakes.js';
import { renderBegin } from './render-begin.js';
import { edgesOfFlakes } from './sibling-edges.js';
import { type VersionsOfInput, versionsOfInputs } from './versions-of-inputs.js';

export interface AdoptionRequest {
  readonly paths: readonly string[];
  readonly lattice?: string;
  readonly name?: string | undefined;
  readonly output?: string;
  readonly nixpkgs?: string | undefined;
  readonly rebuild: boolean;
  /** False where it does not matter what is a node already. */
  readonly asNodes?: boolean;
  readonly onProgress: (text: string) => void;
}

export interface AdoptionPlan {
  readonly ground: AdoptionGround;
  /** Lower ones first. */
  readonly flakes: readonly AdoptedFlakePlan[];
  /** External flakes that are locked to more than one version. */
  readonly versions: readonly VersionsOfInput[];
  readonly lattice: {
    readonly file: string;
    readonly shown: string;
    readonly before: string | undefined;
    readonly after: string;
  };
}

/** What can be told of flakes before anything is decided. */
export type FlakeSurvey = Pick<AdoptionPlan, 'ground' | 'flakes' | 'versions'>;

/**
 * @throws CodedError FLAKE_MISSING, FLAKE_OUTSIDE, FLAKE_SYNTAX, NAME_CLASH, NIX_MISSING, NIX_TOO_OLD, NODE_CYCLE, NODE_EXISTS,
 * and every error of the lattice
 */
export async function surveyFlakes(request: AdoptionRequest, io: CommandIo): Promise<FlakeSurvey> {
  const { asNodes = true } = request;
  const found = await readGround(request, io);
  const ground = asNodes ? found : withoutNodes(found);
  const flakes = await findFlakes(request.paths, ground, io);
  await judge(
    flakes.map(({ shown, text }) => ({ shown, text })),
    io,
  );
  const { read } = ground.lattice;
  const names = nameFlakes({
    folders: flakes.map(({ at }) => at),
    root: ground.repository.root,
    taken: new Set([...(read?.nodes.keys() ?? []), ...(read?.externals.keys() ?? [])]),
    chosen: request.name,
  });
  const existing = [...ground.nodes].map(([at, { name }]) => [at, name] as const);
  const nameAt = new Map([...existing, ...names]);
  const edges = edgesOfFlakes(flakes, nameAt);
  const lower = read ? edgesOf(read) : new Map<string, readonly string[]>();
  const poset = buildPoset(new Map([...lower, ...edges]));
  const nix = await findNix(io);
  const askNix = async (folder: string): Promise<Lock | undefined> => {
    request.onProgress(`asking Nix what ${relative(io.cwd, folder) || '.'} is locked to`);
    try {
      return readLock(await readFlakeLock(nix, folder, { ...io, env: impatient(io.env) }), folder);
    } catch (fault) {
      if (!isCodedError(fault)) throw fault;
      return undefined;
    }
  };
  const planned = await planFlakes(flakes, nameAt, poset, ground, { rebuild: request.rebuild, askNix });
  const edited = planned.filter(({ flake, text }) => text !== flake.text);
  await judge(
    edited.map(({ flake: { shown }, text }) => ({ shown, text })),
    io,
  );
  return { ground, flakes: planned, versions: versionsOfInputs(planned) };
}

/** @throws CodedError as {@link surveyFlakes} does, and USAGE, LOCK_FAILED, LATTICE_NOT_EDITABLE */
export async function planAdoption(request: AdoptionRequest, io: CommandIo): Promise<AdoptionPlan> {
  const survey = await surveyFlakes(request, io);
  const { ground, flakes } = survey;
  const { file, shown, text, read } = ground.lattice;
  const entries = flakes.map((plan) => ({
    name: plan.name,
    flake: relative(ground.folder, join(ground.repository.root, plan.flake.at)) || '.',
    extends: plan.extends,
  }));
  if (read && read.format !== 'toml') throw isCode(shown, entries);
  const choice = { named: request.nixpkgs, onProgress: request.onProgress };
  const begun =
    text ??
    renderBegin({
      output: ground.outputName,
      nixpkgs: await chooseAdoptedNixpkgs(flakes, ground, choice, io),
    });
  const after = entries.reduce((lattice, entry) => addNode(lattice, entry, shown), begun);
  const changed = await readLatticeText(after, file, shown);
  buildNodeConfigs(changed, buildPoset(edgesOf(changed)));
  return { ...survey, lattice: { file, shown, before: text, after } };
}

/** Nix then gives up at once where there is no network. */
function impatient(env: CommandIo['env']): CommandIo['env'] {
  const settings = 'connect-timeout = 10\ndownload-attempts = 1';
  return { ...env, NIX_CONFIG: env.NIX_CONFIG ? `${env.NIX_CONFIG}\n${settings}` : settings };
}

function withoutNodes(ground: AdoptionGround): AdoptionGround {
  return { ...ground, nodes: new Map(), lattice: { ...ground.lattice, read: undefined } };
}

/** The real parser takes each text. @throws CodedError FLAKE_SYNTAX, NIX_MISSING, NIX_TOO_OLD */
async function judge(
  texts: readonly Pick<FoundFlake, 'shown' | 'text'>[],
  { cwd, env }: CommandIo,
): Promise<void> {
  if (texts.length === 0) return;
  const nix = await findNix({ cwd, env });
  for (const { shown, text } of texts) await parseNix(nix, text, { file: shown, cwd, env });
}

function isCode(
  shown: string,
  entries: readonly { readonly name: string; readonly flake: string; readonly extends: readonly string[] }[],
): CodedError {
  const lines = entries.map(
    ({ name, flake, extends: below }) =>
      `${JSON.stringify(name)}: { flake: ${JSON.stringify(flake)}, extends: ${JSON.stringify(below)} },`,
  );
  return new CodedError({
    code: 'LATTICE_NOT_EDITABLE',
    message: `\`${shown}\` is code, which is edited by hand alone`,
    hint: `write these nodes into it:\n${lines.join('\n')}`,
    place: { file: shown },
  });
}
