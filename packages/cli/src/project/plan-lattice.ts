// Plans a whole lattice: takes a project, gives every file of its output folder and the lock of the root flake.
import { join } from 'node:path';
import type { CommandIo } from '@flake-lattice/command-shell';
import { latticeSchema, renderNodeConfig, throwFaults } from '@flake-lattice/config-builder';
import { createFlakeRenderer, type FlakeRenderer, folderOfNode } from '@flake-lattice/flake-template';
import { readManifest, type TreeFile, type TreePlan } from '@flake-lattice/generated-tree';
import { crateFiles } from '../crates/crate-files.js';
import { faultsOfInputs } from './check-inputs.js';
import { findOldOutput } from './old-output.js';
import type { PlannedFlakes } from './plan-flakes.js';
import { type PlannedLocks, planLocks } from './plan-locks.js';
import { plannedInputs } from './planned-inputs.js';
import { readFlakes } from './read-flakes.js';
import type { Project } from './read-project.js';

export interface LatticePlan {
  readonly project: Project;
  readonly flakes: PlannedFlakes;
  readonly locks: PlannedLocks;
  readonly tree: TreePlan;
  /** The lock of the root flake, where the tool writes it. */
  readonly rootLock: { readonly file: string; readonly text: string } | undefined;
  /** Absolute paths of flakes of the repository, and of files and folders of crates, that were read for the plan. */
  readonly readFiles: readonly string[];
  /** See {@link findOldOutput}. */
  readonly oldOutput: string | undefined;
}

/** Which nodes have a lock of their own, beside those that have one already. */
export interface LockChoices {
  readonly locked?: readonly string[];
  /** They have one no longer. */
  readonly dropped?: readonly string[];
  /** Plans none, where what they need cannot be had. */
  readonly withoutLocks?: boolean;
}

/** Is told of the files of nodes as soon as their texts are known, while the rest of the plan is made. */
export interface NodeFiles {
  readonly offer: (file: TreeFile) => void;
  readonly end: () => void;
}

/**
 * Plans every file of a lattice, and writes none.
 *
 * @param project expanded, where there are crates
 * @throws CodedError every error of a configuration, template, lock or manifest
 */
export async function planLattice(
  project: Project,
  io: Pick<CommandIo, 'cwd' | 'env'>,
  { locked = [], dropped = [], withoutLocks = false }: LockChoices = {},
  nodeFiles?: NodeFiles,
): Promise<LatticePlan> {
  const { lattice, output } = project;
  const { flakes, disk, readFiles } = readFlakes(project, io);
  const planned = plannedInputs(project, flakes);
  throwFaults(faultsOfInputs(project, (at) => planned.get(at) ?? disk.inputsAt(at)));
  const asked = [...new Set([...askedLocks(project), ...locked])].filter(
    (name) => (flakes.nodes.has(name) || flakes.units.has(name)) && !dropped.includes(name),
  );
  const renderer = createFlakeRenderer();
  const files: TreeFile[] = [];
  for (const file of renderNodes(project, flakes, renderer)) {
    nodeFiles?.offer(file);
    files.push(file);
  }
  nodeFiles?.end();
  const locks = withoutLocks ? noLocks : await planLocks(project, flakes, asked, disk, io);
  files.push(...renderHub(project, flakes, locks, renderer));
  return {
    project,
    flakes,
    locks,
    tree: {
      folder: output,
      root: lattice.folder,
      files,
      leave: [...lattice.nodes.values()].filter(({ ejected }) => ejected).map(({ name }) => name),
    },
    rootLock: rootLockOf(lattice.folder, locks),
    readFiles: readFiles(),
    oldOutput: findOldOutput(project, disk),
  };
}

const noLocks: PlannedLocks = {
  hub: { kind: 'needs-nix', reason: 'none was asked for' },
  nodes: new Map(),
  root: undefined,
};

/** The nodes whose own lock somebody asked for: those whose lock the manifest knows. */
function askedLocks({ output, poset, packages }: Project): readonly string[] {
  const known = readManifest(output).files;
  return poset.elements.filter((name) => known.has(`${folderOfNode(packages, name)}/flake.lock`));
}

/** The files of nodes, units and crates; whatever is wrong with a template shows here. */
function* renderNodes(
  { lattice, packages, splits }: Project,
  { configs, nodes, units }: PlannedFlakes,
  renderer: FlakeRenderer,
): Iterable<TreeFile> {
  for (const [name, plan] of nodes) {
    const config = configs.get(name);
    if (config === undefined) throw new Error(`the node ${name} has no configuration`);
    yield { path: `${name}/config.toml`, contents: renderNodeConfig(lattice, name, config) };
    yield { path: `${name}/flake.nix`, contents: renderer.renderNodeFlake(plan) };
  }
  for (const [name, plan] of units) {
    const contents = renderer.renderRustFlake(plan);
    yield { path: `${folderOfNode(packages, name)}/flake.nix`, contents };
  }
  yield* crateFiles(packages, splits);
}

/** What takes in all nodes, and the locks. */
function renderHub(
  { packages }: Project,
  { hub }: PlannedFlakes,
  locks: PlannedLocks,
  renderer: FlakeRenderer,
): readonly TreeFile[] {
  return [
    { path: '.lattice/schema.json', contents: `${JSON.stringify(latticeSchema(), undefined, 2)}\n` },
    { path: 'flake.nix', contents: renderer.renderHub(hub) },
    ...lockFile('flake.lock', locks.hub),
    ...[...locks.nodes].flatMap(([name, lock]) =>
      lockFile(`${folderOfNode(packages, name)}/flake.lock`, lock),
    ),
  ];
}

function lockFile(path: string, lock: PlannedLocks['hub']): readonly TreeFile[] {
  return lock.kind === 'text' ? [{ path, contents: lock.text }] : [];
}

function rootLockOf(folder: string, { root }: PlannedLocks): LatticePlan['rootLock'] {
  return root?.kind === 'text' ? { file: join(folder, 'flake.lock'), text: root.text } : undefined;
}
