// Holds a lattice against the disk: takes what was asked for, gives every file with its state, and writes nothing.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandIo } from '@flake-lattice/command-shell';
import { type ComparedFile, type Comparison, compareTree } from '@flake-lattice/generated-tree';
import { expandProject } from '../crates/expand-project.js';
import type { LatticeIo } from '../crates/split-crate.js';
import { type LatticePlan, type LockChoices, planLattice } from '../project/plan-lattice.js';
import { knownNodes, type Project, readProject } from '../project/read-project.js';
import type { GenerationRequest } from './generate-lattice.js';
import { selectNodes } from './select-nodes.js';

export interface LatticeComparison {
  readonly project: Project;
  /** Sorted by path; paths from the output folder. */
  readonly files: readonly ComparedFile[];
  /** How the record of the tree is. */
  readonly manifest: Comparison['manifest'];
  readonly rootLock: StaleLock | undefined;
}

export interface StaleLock {
  /** Absolute path. */
  readonly file: string;
  readonly before: string | undefined;
  /** Nothing where only Nix can tell. */
  readonly after: string | undefined;
}

/** Holds every file that would be generated against the disk, and writes nothing. */
export async function compareLattice(
  request: Omit<GenerationRequest, 'edited'>,
  io: CommandIo & LatticeIo,
): Promise<LatticeComparison> {
  return compareProject(await readProject(request.project, io), request, io);
}

/** As {@link compareLattice}, of a lattice that may not be written down yet. */
export async function compareProject(
  read: Project,
  request: LockChoices & Pick<GenerationRequest, 'nodes'>,
  io: CommandIo & LatticeIo,
): Promise<LatticeComparison> {
  const project = await expandProject(read, io);
  const nodes = knownNodes(project, request.nodes);
  io.onStep?.(`planning ${project.poset.elements.length} nodes`);
  const plan = await planLattice(project, io, request);
  const { tree, takesHub } = selectNodes(plan, nodes);
  io.onStep?.(`comparing ${tree.files.length} files`);
  const { files, manifest } = await compareTree(tree, { env: io.env });
  return { project, files, manifest, rootLock: takesHub ? staleRootLock(plan) : undefined };
}

/** The lock of the root flake where it is not what would be written, or where Nix is to write it and it is not there. */
export function staleRootLock({ rootLock, locks, project }: LatticePlan): StaleLock | undefined {
  if (rootLock === undefined) {
    const file = join(project.lattice.folder, 'flake.lock');
    const isMissing = locks.root?.kind === 'needs-nix' && !existsSync(file);
    return isMissing ? { file, before: undefined, after: undefined } : undefined;
  }
  const before = readIfPresent(rootLock.file);
  return before === rootLock.text ? undefined : { file: rootLock.file, before, after: rootLock.text };
}

function readIfPresent(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw fault;
  }
}
