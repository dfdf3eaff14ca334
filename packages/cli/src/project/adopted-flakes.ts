// Reads the flakes that were adopted as nodes: takes a project and its flakes on disk, gives what each declares and what its
// inputs stand for in the lattice.
import { join, relative } from 'node:path';
import { CodedError } from '@flake-lattice/errors';
import { folderFromOutput, type HubMember, type InputNames } from '@flake-lattice/flake-template';
import {
  type DeclaredInputs,
  type IdentityTable,
  identifyInputs,
  isFollows,
  type Lock,
  type LockNode,
  planLock,
  resolveFolder,
} from '@flake-lattice/nix-text';
import { isLockedAs } from './external-identity.js';
import type { FlakesOnDisk } from './flakes-on-disk.js';
import { localFolder } from './local-folder.js';
import { readPrevious } from './read-previous.js';
import type { Project } from './read-project.js';
import { siblingsOf } from './siblings.js';

export interface AdoptedFlake {
  readonly inputs: DeclaredInputs;
  readonly stands: InputNames;
}

/** @param below the nodes that were planned before, all below it among them */
export type AdoptedReader = (name: string, below: ReadonlyMap<string, HubMember>) => AdoptedFlake;

/** Absolute paths of the locks of adopted flakes, present or not. */
export function adoptedLocks({ lattice }: Pick<Project, 'lattice'>): readonly string[] {
  return [...lattice.nodes.values()].flatMap(({ flake }) =>
    flake === undefined ? [] : [join(lattice.folder, flake, 'flake.lock')],
  );
}

/**
 * An input stands for a node, an external input of the lattice, or an input of a node that was asked about before: only where
 * the flake is the same with that in its place, locked to the same, all that is below it too.
 */
export function adoptedFlakes(project: Project, disk: FlakesOnDisk): AdoptedReader {
  const { repository, output, poset } = project;
  const hub = relative(repository.root, output);
  // The root of the repository is `''`, as whoever resolves a folder has it.
  const folderOf = (name: string) => join('/', hub, folderFromOutput(project, name)).slice(1);
  let nodes: ReadonlyMap<string, string> | undefined;
  // Most lattices have no adopted flake, and are never asked.
  const nodeAt = (at: string) => {
    nodes ??= new Map(poset.elements.map((name) => [folderOf(name), name]));
    return nodes.get(at);
  };
  const table: IdentityTable = new Map();
  const roots = new Map<string, number>();
  // Of flakes from elsewhere that are none of the lattice's: who has each first.
  const first = new Map<number, string>();

  return (name, below) => {
    const folder = folderOf(name);
    const inputs = disk.inputsAt(folder);
    roots.set(name, unknown);
    if (inputs === undefined) return { inputs: new Map(), stands: new Map() };
    if ([...siblingsOf(folder, inputs).values()].includes(hub)) throw takesLattice(project, name);
    const flakeAt = (at: string) => below.get(nodeAt(at) ?? '')?.inputs ?? disk.inputsAt(at);
    const lockAt = (at: string): Lock | undefined => readPrevious(join(repository.root, at))[0];
    const plan = planLock({ folder, inputs, flakeAt, lockAt, previous: lockAt(folder), assumesLocked: true });
    if (plan.kind !== 'lock') return { inputs, stands: new Map() };
    const identities = identifyInputs(plan.lock, folder, table);
    roots.set(name, identities.root);
    const stands = new Map<string, string>();
    for (const [input, entry] of plan.lock.inputs) {
      if (isFollows(entry)) continue;
      const node = entry.parent && nodeAt(folderOfEntry(folder, entry) ?? '');
      const isSame = node !== undefined && (roots.get(node) ?? identities.of(entry)) === identities.of(entry);
      const target = isSame ? node : node === undefined ? externalOf(entry, folder, project) : undefined;
      if (target !== undefined) stands.set(input, target);
      if (target !== undefined || entry.parent || entry.locked === entry.original) continue;
      const known = first.get(identities.of(entry));
      if (known === undefined) first.set(identities.of(entry), `${name}/${input}`);
      else if (!known.startsWith(`${name}/`)) stands.set(input, known);
    }
    return { inputs, stands };
  };
}

function takesLattice({ lattice }: Project, name: string): CodedError {
  const { flake, place } = lattice.nodes.get(name) ?? {};
  return new CodedError({
    code: 'NODE_CYCLE',
    message: `the flake \`${flake}\` takes the lattice in, and as the node \`${name}\` would be an input of itself`,
    hint: `take [node.${name}] out: the flake builds upon all nodes already`,
    ...(place ? { place } : {}),
  });
}

/** The identity of none. */
const unknown = -1;

function folderOfEntry(folder: string, { locked }: LockNode): string | undefined {
  return resolveFolder(folder, `${locked.path}/${locked.dir ?? ''}`);
}

/** One with inputs of its own may be another in this flake. */
function externalOf(entry: LockNode, folder: string, { lattice, repository }: Project): string | undefined {
  if (entry.inputs.size > 0) return undefined;
  const found = [...lattice.externals.values()].find((external) => {
    if (external.flake !== (entry.flake !== false)) return false;
    if (entry.parent === undefined) return isLockedAs(entry, external);
    const at = localFolder(external, lattice, repository.root);
    return at !== undefined && folderOfEntry(folder, entry) === at;
  });
  return found?.name;
}
