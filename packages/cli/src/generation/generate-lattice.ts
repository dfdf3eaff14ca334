// Generates a lattice: takes what was asked for, has it planned and applied, one run at a time, and tells what came of it.
import { join, relative } from 'node:path';
import type { CommandIo } from '@flake-lattice/command-shell';
import { type CodedError, isCodedError } from '@flake-lattice/errors';
import { folderOfNode } from '@flake-lattice/flake-template';
import {
  type AppliedFile,
  applyTree,
  behindLinks,
  type EditedChoice,
  type FileOutcome,
  type StagingAhead,
  stageAhead,
  type TreeOptions,
  withRunLock,
  writeFileAtomically,
} from '@flake-lattice/generated-tree';
import { findNix, lockFlake } from '@flake-lattice/programs';
import { expandProject } from '../crates/expand-project.js';
import type { LatticeIo } from '../crates/split-crate.js';
import type { FoundLattice } from '../project/find-file.js';
import { tellOldOutput } from '../project/old-output.js';
import { type LatticePlan, type LockChoices, planLattice } from '../project/plan-lattice.js';
import {
  knownNodes,
  type Project,
  type ProjectOptions,
  readProject,
  treeOptionsOf,
} from '../project/read-project.js';
import { type HeadStart, noHeadStart, takeHeadStart } from './head-start.js';
import { rememberRun } from './last-run.js';
import { hasOpenEnds } from './open-ends.js';
import { selectNodes } from './select-nodes.js';

export interface GenerationRequest extends LockChoices {
  readonly project: ProjectOptions;
  /** Spares looking for the lattice. */
  readonly found?: FoundLattice;
  /** All where there are none. */
  readonly nodes: readonly string[];
  readonly edited: EditedChoice;
}

export interface Generation {
  readonly project: Project;
  /** Sorted by path; paths from the output folder. */
  readonly files: readonly AppliedFile[];
  /** The lock of the root flake, where the run wrote or held it. */
  readonly rootLock: { readonly file: string; readonly outcome: FileOutcome } | undefined;
  readonly notes: readonly string[];
  /** Why locks that only Nix can write were not written, after all else was. */
  readonly failures: readonly CodedError[];
  /** Absolute paths of files and folders that the lattice was planned from, beside lattice.toml and its templates. */
  readonly sources: readonly string[];
}

/**
 * Reads, plans and writes a lattice, one run at a time; files that were edited become what the request says.
 *
 * @param onWait called with who holds the tree, where another run does
 */
export async function generateLattice(
  request: GenerationRequest,
  io: CommandIo & LatticeIo,
  onWait: (holder: string) => void,
): Promise<Generation> {
  const begun = Date.now();
  const isWhole = request.nodes.length === 0;
  const headStart = request.found && isWhole ? takeHeadStart(request.found) : noHeadStart;
  try {
    return await generateLocked(request, headStart, begun, io, onWait);
  } finally {
    void headStart.thread?.stop();
  }
}

async function generateLocked(
  request: GenerationRequest,
  headStart: HeadStart,
  begun: number,
  io: CommandIo & LatticeIo,
  onWait: (holder: string) => void,
): Promise<Generation> {
  const early = await readProject(request.project, io, request.found);
  let waited = false;
  const wait = (holder: string) => {
    waited = true;
    onWait(holder);
  };
  return withRunLock(early.output, { onWait: wait, ...treeOptionsOf(early, io) }, async () => {
    // What the other run was about may have changed the sources.
    const project = waited ? await readProject(request.project, io, request.found) : early;
    return generateNow(await expandProject(project, io), request, headStart, begun, io);
  });
}

async function generateNow(
  project: Project,
  request: GenerationRequest,
  headStart: HeadStart,
  begun: number,
  io: CommandIo & LatticeIo,
): Promise<Generation> {
  const nodes = knownNodes(project, request.nodes);
  const options = treeOptionsOf(project, io);
  // Git looks while the plan is made; whether it finds anything is told by who needs it.
  const listing = headStart.listingOf(project.output) ?? options.repository?.listFolder(project.output);
  listing?.catch(() => {});
  const { onStep } = io;
  onStep?.(`planning ${project.poset.elements.length} nodes`);
  const { plan, ahead } = await planAhead(project, request, io, { listing, thread: headStart.thread });
  const { tree, takesHub, waiting } = selectNodes(plan, nodes);
  let rootLock: Generation['rootLock'];
  const alongside = async () => {
    rootLock = takesHub ? await writeRootLock(plan) : undefined;
    return rootLock?.outcome === 'created' ? [rootLock.file] : [];
  };
  onStep?.(`writing what differs of ${tree.files.length} files`);
  const { files } = await applyTree(tree, { ...options, listing, ahead, alongside, edited: request.edited });
  const notes = waiting.length === 0 ? [] : [hubWaits(waiting)];
  if (plan.oldOutput !== undefined) {
    const { message, mend } = tellOldOutput(plan.oldOutput, project);
    notes.push(
      mend.includes('\n') ? `${message}:\n  ${mend.replaceAll('\n', '\n  ')}` : `${message}: ${mend}`,
    );
  }
  const byNix = takesHub ? await lockByNix(plan, io) : { notes: [], failures: [] };
  notes.push(...byNix.notes);
  const generation: Generation = {
    project,
    files,
    rootLock,
    notes,
    failures: byNix.failures,
    sources: plan.readFiles,
  };
  const isWhole = nodes.length === 0 && notes.length === 0 && !hasOpenEnds(generation);
  if (isWhole) await rememberRun(plan, files.length + (rootLock ? 1 : 0), begun, io);
  return generation;
}

/** The files of new nodes are staged while all else is planned. */
async function planAhead(
  project: Project,
  request: GenerationRequest,
  io: CommandIo & LatticeIo,
  { listing, thread }: Pick<TreeOptions, 'listing'> & Pick<HeadStart, 'thread'>,
): Promise<{ readonly plan: LatticePlan; readonly ahead: StagingAhead | undefined }> {
  // Git is to tell what lay there before.
  await listing?.catch(() => {});
  const { lattice, output: folder, poset, packages } = project;
  const isWhole = request.nodes.length === 0 && listing !== undefined;
  const isGenerated = (name: string) => {
    const { ejected = false, flake } = lattice.nodes.get(name) ?? {};
    return !ejected && flake === undefined;
  };
  const folders = poset.elements.filter(isGenerated).map((name) => folderOfNode(packages, name));
  const ahead = isWhole ? stageAhead({ folder, root: lattice.folder }, folders, thread) : undefined;
  try {
    return { plan: await planLattice(project, io, request, ahead), ahead };
  } catch (fault) {
    await ahead?.abandon();
    throw fault;
  }
}

function hubWaits(waiting: readonly string[]): string {
  const some = waiting.slice(0, 3).join(', ');
  const names = waiting.length > 3 ? `${some} and ${waiting.length - 3} more` : some;
  return `the hub is left as it is: not generated yet: ${names}. Run: flake-lattice generate`;
}

async function writeRootLock({ rootLock }: LatticePlan): Promise<Generation['rootLock']> {
  if (rootLock === undefined) return undefined;
  return {
    file: rootLock.file,
    outcome: await writeFileAtomically(await behindLinks(rootLock.file), rootLock.text),
  };
}

/** The locks that only Nix itself can write, such as over a flake whose inputs have to be evaluated. */
async function lockByNix(
  { locks, project }: LatticePlan,
  { cwd, env, onStep }: CommandIo & LatticeIo,
): Promise<Pick<Generation, 'notes' | 'failures'>> {
  const folders = [
    ...(locks.hub.kind === 'needs-nix' ? [{ folder: project.output, reason: locks.hub.reason }] : []),
    ...[...locks.nodes].flatMap(([name, lock]) =>
      lock.kind === 'needs-nix'
        ? [{ folder: join(project.output, folderOfNode(project.packages, name)), reason: lock.reason }]
        : [],
    ),
    ...(locks.root?.kind === 'needs-nix'
      ? [{ folder: project.lattice.folder, reason: locks.root.reason }]
      : []),
  ];
  const notes: string[] = [];
  const failures: CodedError[] = [];
  for (const [index, { folder, reason }] of folders.entries()) {
    onStep?.(
      `asking Nix for the lock of ${relative(cwd, folder) || 'the root'}: ${index} of ${folders.length} done`,
    );
    try {
      await lockFlake(await findNix({ cwd, env }), folder, { cwd, env });
      notes.push(`${relative(cwd, join(folder, 'flake.lock'))} was written by Nix: ${reason}`);
    } catch (fault) {
      if (!isCodedError(fault)) throw fault;
      failures.push(fault);
    }
  }
  return { notes, failures };
}
