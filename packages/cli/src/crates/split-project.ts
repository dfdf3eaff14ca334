// Makes a lattice of one crate alone: takes the crate and the output folder, gives a project that can be planned.
import { existsSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import type { CommandIo } from '@flake-lattice/command-shell';
import {
  edgesOf,
  faultsOfPins,
  type Lattice,
  type LatticeCrate,
  readLattice,
  readLatticeText,
  referenceOf,
} from '@flake-lattice/config-builder';
import { CodedError } from '@flake-lattice/errors';
import { placeReference } from '@flake-lattice/flake-template';
import type { TreeFile } from '@flake-lattice/generated-tree';
import { buildPoset } from '@flake-lattice/lattice';
import { type Repository, readRepository } from '@flake-lattice/programs';
import { chooseNixpkgs } from '../init/choose-nixpkgs.js';
import { readStandIn, standInPath } from '../init/stand-in.js';
import { findFile } from '../project/find-file.js';
import type { Project } from '../project/read-project.js';

export interface SplitPlace {
  /** Absolute path of the crate. */
  readonly crate: string;
  /** The name of its node. */
  readonly name: string;
  /** Absolute path of the folder that the lattice is generated into. */
  readonly output: string;
  /** The flake reference of nixpkgs, where one was given. */
  readonly nixpkgs: string | undefined;
}

export interface SplitProject {
  readonly project: Project;
  /** Files beside those of the nodes, from the output folder: the stand-in for nixpkgs, where that is needed. */
  readonly beside: readonly TreeFile[];
  readonly notes: readonly string[];
  /** Whether the output lies in a git repository, where alone Nix reads flakes that build upon each other. */
  readonly isInGit: boolean;
}

/** @throws CodedError LATTICE_OWNS_OUTPUT */
export async function splitProject(
  place: SplitPlace,
  io: CommandIo,
  onProgress: (text: string) => void,
): Promise<SplitProject> {
  const { crate, name, output, nixpkgs } = place;
  const folder = dirname(output);
  const around = await latticeAround(io);
  if (around && join(around.folder, around.output) === output) throw ownedByLattice(around, place);
  const repository = await readRepository(nearest(folder), { env: io.env });
  const shared = around && nixpkgsOf(around, folder, repository?.root);
  const textWith = (url: string, pin?: string) =>
    [
      `[lattice]\noutput = ${JSON.stringify(basename(output))}`,
      `[inputs.nixpkgs]\nurl = ${JSON.stringify(url)}`,
      ...(pin === undefined ? [] : [`pin = ${JSON.stringify(pin)}`]),
      `[node.${JSON.stringify(name)}]\ntemplate = "config"`,
    ].join('\n');
  const file = join(folder, 'lattice.toml');
  const isFixed = async (url: string) =>
    faultsOfPins(await readLatticeText(textWith(url), file)).length === 0;
  const chosen = await chooseNixpkgs(
    {
      hostTools: false,
      named: nixpkgs ?? (shared !== undefined && (await isFixed(shared)) ? shared : undefined),
      isFixed,
      onProgress,
    },
    io,
  );
  const standIn = `${basename(output)}/${standInPath}`;
  const text = chosen.takesStandIn ? textWith(`path:./${standIn}`) : textWith(chosen.url, chosen.pin);
  const lattice = withCrate(
    await readLatticeText(text, join(folder, 'lattice.toml')),
    name,
    relative(folder, crate) || '.',
  );
  return {
    project: {
      lattice,
      poset: buildPoset(edgesOf(lattice)),
      repository: repository ?? noRepository(folder),
      output,
      packages: new Map(),
      splits: [],
    },
    beside: chosen.takesStandIn ? await standInFiles() : [],
    notes: chosen.takesStandIn ? [standsIn] : [],
    isInGit: repository !== undefined,
  };
}

const standsIn = `nixpkgs cannot be reached: a stand-in on the tools of this machine lies in ${standInPath} of the output; for nixpkgs itself, give --nixpkgs`;

async function standInFiles(): Promise<readonly TreeFile[]> {
  const files = await readStandIn();
  return files.map(({ path, contents }) => ({ path: `${standInPath}/${path}`, contents }));
}

/** The crate may lie anywhere, which a lattice.toml does not allow: so it is put in behind the reading. */
function withCrate(lattice: Lattice, name: string, path: string): Lattice {
  const node = lattice.nodes.get(name);
  if (node === undefined) throw new Error(`\`${name}\` was to be a node`);
  const crate: LatticeCrate = {
    name,
    place: node.place,
    path,
    extends: [],
    granularity: 'declaration',
    features: [],
    defaultFeatures: true,
  };
  return {
    ...lattice,
    nodes: new Map([[name, { ...node, template: { kind: 'crate' } }]]),
    crates: new Map([[name, crate]]),
  };
}

async function latticeAround(io: CommandIo): Promise<Lattice | undefined> {
  const file = await findFile(undefined, io).catch(() => undefined);
  return file === undefined ? undefined : readLattice(file, relative(io.cwd, file) || file);
}

/** A path is one from elsewhere now. @param from absolute path of the folder of the flake that takes it */
function nixpkgsOf(
  { externals, folder }: Lattice,
  from: string,
  repository: string | undefined,
): string | undefined {
  const nixpkgs = externals.get('nixpkgs');
  return nixpkgs && placeReference(referenceOf(nixpkgs), { base: folder, flake: from, repository });
}

function nearest(folder: string): string {
  let at = folder;
  while (!existsSync(at)) at = dirname(at);
  return at;
}

function noRepository(folder: string): Repository {
  const nothing = async () => [];
  return {
    root: folder,
    stateFolder: join(folder, '.lattice'),
    history: undefined as never,
    listTracked: async () => new Set(),
    listFolder: async () => ({ tracked: new Set(), others: [], isUnmerged: false }),
    listIgnored: nothing,
    listUntracked: nothing,
    addIntentToAdd: async () => undefined,
    forgetNew: async () => undefined,
  };
}

function ownedByLattice({ shown, folder }: Lattice, { crate, name, output }: SplitPlace): CodedError {
  const path = relative(folder, crate);
  return new CodedError({
    code: 'LATTICE_OWNS_OUTPUT',
    message: `\`${relative(folder, output)}\` is what \`${shown}\` is generated into`,
    hint: path.startsWith('..')
      ? 'name another folder: flake-lattice split … --out DIR'
      : `make the crate a node of the lattice, in ${shown}:\n[crate.${name}]\npath = ${JSON.stringify(path)}\nthen: flake-lattice generate\nor name another folder: --out DIR`,
  });
}
