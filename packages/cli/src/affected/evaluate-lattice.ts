// Has Nix evaluate a lattice as it was at a revision, or as it is: gives the derivations of all its nodes.
import { join, relative } from 'node:path';
import type { CommandIo } from '@flake-lattice/command-shell';
import { readLatticeText } from '@flake-lattice/config-builder';
import {
  type HubDerivations,
  hubOutputs,
  type Nix,
  type Revision,
  readFileAt,
  readHub,
} from '@flake-lattice/programs';
import { machineNixpkgs } from '../building/machine-nixpkgs.js';
import type { Project } from '../project/read-project.js';

export interface EvaluationOptions {
  readonly nix: Nix;
  readonly system: string;
  /** In place of the nixpkgs that the lattice names. */
  readonly nixpkgs?: string | undefined;
}

const nothing: HubDerivations = { packages: new Map(), devShells: new Map(), checks: new Map() };

/** Of a revision without a generated lattice, none. @throws CodedError EVALUATION_FAILED */
export async function evaluateRevision(
  project: Project,
  revision: Revision,
  options: EvaluationOptions,
  io: CommandIo,
): Promise<HubDerivations> {
  const { root } = project.repository;
  const at = { root, env: io.env };
  const folder = await outputAt(project, revision, io);
  if ((await readFileAt(revision, `${folder}/flake.nix`, at)) === undefined) return nothing;
  // A clone that is shallow has the revision, and Nix is to need no others.
  const query = `rev=${revision.commit}&shallow=1&dir=${encodeURIComponent(folder)}`;
  return evaluate(
    project,
    `git+file://${encodeURI(root).replace(/[?#]/g, encodeURIComponent)}?${query}`,
    options,
    io,
  );
}

/** @throws CodedError EVALUATION_FAILED */
export function evaluateWorkTree(
  project: Project,
  options: EvaluationOptions,
  io: CommandIo,
): Promise<HubDerivations> {
  return evaluate(project, project.output, options, io);
}

/** The output folder as the lattice of that revision names it, from the top of the repository. */
async function outputAt(
  { lattice, repository, output }: Project,
  revision: Revision,
  { env }: CommandIo,
): Promise<string> {
  const { root } = repository;
  const now = relative(root, output);
  if (lattice.format === 'typescript') return now;
  const text = await readFileAt(revision, relative(root, lattice.file), { root, env });
  if (text === undefined) return now;
  // What the file says is held against today's disk, where it may be wrong by now; where it lies is said even so.
  const read = await readLatticeText(text, lattice.file).catch(() => undefined);
  return read ? relative(root, join(lattice.folder, read.output)) : now;
}

/**
 * What compiles cannot be evaluated with a bare stand-in, and is evaluated with the compilers of this machine instead, as
 * `flake-lattice build` builds it.
 */
async function evaluate(
  project: Project,
  flake: string,
  { nix, system, nixpkgs }: EvaluationOptions,
  { cwd, env }: CommandIo,
): Promise<HubDerivations> {
  const read = (override: string | undefined) =>
    readHub(nix, flake, {
      cwd,
      env,
      system,
      options: [
        '--no-write-lock-file',
        ...(override === undefined ? [] : ['--override-input', 'nixpkgs', override]),
      ],
    });
  const plain = await read(nixpkgs);
  const compiled = hubOutputs
    .flatMap((output) => [...plain[output]])
    .find(([, path]) => path === undefined)?.[0];
  if (compiled === undefined || nixpkgs !== undefined) return plain;
  const withCompilers = await machineNixpkgs(project, compiled, { cwd, env });
  if (withCompilers === undefined) return plain;
  return completed(plain, await read(withCompilers));
}

/** What the one lacks, taken from the other. */
function completed(plain: HubDerivations, other: HubDerivations): HubDerivations {
  const both = (output: keyof HubDerivations) =>
    new Map([...plain[output]].map(([name, path]) => [name, path ?? other[output].get(name)]));
  return { packages: both('packages'), devShells: both('devShells'), checks: both('checks') };
}
