// Tells what differs between a revision and the work tree, or between two revisions: takes names, gives nodes.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandIo } from '@flake-lattice/command-shell';
import { findMergeBase, findNix, findRevision, type Revision, readSystem } from '@flake-lattice/programs';
import type { Project } from '../project/read-project.js';
import { refuseUngenerated } from '../project/refuse-ungenerated.js';
import { compareDerivations, type DerivationDifference } from './compare-derivations.js';
import { evaluateRevision, evaluateWorkTree } from './evaluate-lattice.js';

export interface AffectedRequest {
  /** A revision; what it and the other side come from is compared. */
  readonly base: string;
  /** A revision; the work tree where there is none. */
  readonly head?: string | undefined;
  /** Default: that of this machine. */
  readonly system?: string | undefined;
  readonly nixpkgs?: string | undefined;
}

export interface Affected extends DerivationDifference {
  readonly base: Revision;
  readonly head: Revision | undefined;
  readonly system: string;
}

/**
 * Exact, since Nix itself says which derivations there are at both.
 *
 * @throws CodedError REVISION_UNKNOWN, REVISION_NOT_FETCHED, NODE_NOT_GENERATED, EVALUATION_FAILED, NIX_MISSING
 */
export async function findAffected(
  project: Project,
  { base: named, head: other, system: wanted, nixpkgs }: AffectedRequest,
  io: CommandIo,
): Promise<Affected> {
  const at = { root: project.repository.root, env: io.env };
  const base = await findRevision(named, at);
  const head = other === undefined ? undefined : await findRevision(other, at);
  const common = await findMergeBase(base, head ?? (await findRevision('HEAD', at)), at);
  if (head === undefined && !existsSync(join(project.output, 'flake.nix'))) refuseUngenerated(project, []);
  const nix = await findNix({ cwd: io.cwd, env: io.env });
  const system = wanted ?? (await readSystem(nix, io));
  const options = { nix, system, nixpkgs };
  const [before, after] = await Promise.all([
    evaluateRevision(project, common, options, io),
    head ? evaluateRevision(project, head, options, io) : evaluateWorkTree(project, options, io),
  ]);
  return { base: common, head, system, ...compareDerivations(before, after) };
}
