// Plans the locks of a lattice: takes the planned flakes, gives the locks of the hub, of the root flake, and of nodes.
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { CommandIo } from '@flake-lattice/command-shell';
import type { ExternalInput, Lattice } from '@flake-lattice/config-builder';
import { folderFromOutput } from '@flake-lattice/flake-template';
import { type DeclaredInputs, findExternal, type Lock, planLock, renderLock } from '@flake-lattice/nix-text';
import { adoptedLocks } from './adopted-flakes.js';
import type { FlakesOnDisk } from './flakes-on-disk.js';
import { lockedByNix } from './locked-by-nix.js';
import type { PlannedFlakes } from './plan-flakes.js';
import { plannedInputs } from './planned-inputs.js';
import { readPrevious } from './read-previous.js';
import type { Project } from './read-project.js';
import { siblingsOf } from './siblings.js';

/** The text of a lock; where only Nix itself can tell it, the reason. */
export type LockText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'needs-nix'; readonly reason: string };

export interface PlannedLocks {
  readonly hub: LockText;
  /** Of nodes whose own lock was asked for, by name. */
  readonly nodes: ReadonlyMap<string, LockText>;
  /** Nothing where the project has no flake of its own, or one that takes nothing of the lattice in. */
  readonly root: LockText | undefined;
}

/**
 * Starts Nix only where an external input was never locked before.
 *
 * @param asked the nodes that are to have a lock of their own
 * @throws CodedError LOCK_FAILED, NIX_MISSING, NIX_TOO_OLD
 */
export async function planLocks(
  { lattice, repository, output, packages }: Project,
  flakes: PlannedFlakes,
  asked: readonly string[],
  disk: FlakesOnDisk,
  io: Pick<CommandIo, 'cwd' | 'env'>,
): Promise<PlannedLocks> {
  const [rootFolder, hubFolder] = [lattice.folder, output].map((folder) =>
    relative(repository.root, folder),
  ) as [string, string];
  const planned = plannedInputs({ lattice, repository, output, packages }, flakes);
  const folderOf = (name: string) => join(hubFolder, folderFromOutput({ lattice, packages }, name));
  const flakeAt = (folder: string) => planned.get(folder) ?? disk.inputsAt(folder);
  // Wherever an external input was locked once, its entry is found again; the newest source first.
  const known: Lock[] = [...readPrevious(output), ...readPrevious(lattice.folder)];
  const lockedExternal = (url: string, flake: boolean) => {
    for (const lock of known) {
      const found = findExternal(lock, url, flake);
      if (found) return found;
    }
    return undefined;
  };
  // What an adopted flake is locked to by itself, it is through the hub.
  const adopted = new Set(adoptedLocks({ lattice }).filter((file) => existsSync(file)));
  const isLockedBeside = (folder: string) =>
    adopted.size > 0 && adopted.has(join(repository.root, folder, 'flake.lock'));
  let hubLock: Lock | undefined;
  const lockAt = (folder: string): Lock | undefined =>
    folder === hubFolder
      ? hubLock
      : planned.has(folder)
        ? undefined
        : readPrevious(join(repository.root, folder))[0];
  const plannedAlone = (folder: string) => (folder === hubFolder ? hubLock : undefined);
  const plan = (folder: string, inputs: DeclaredInputs) => {
    const [previous] = readPrevious(join(repository.root, folder));
    const request = { folder, inputs, flakeAt, lockAt, plannedAlone, lockedExternal, isLockedBeside };
    return planLock({ ...request, ...(previous ? { previous } : {}) });
  };
  const textOf = (folder: string, inputs: DeclaredInputs): LockText => {
    const result = plan(folder, inputs);
    return result.kind === 'lock' ? { kind: 'text', text: renderLock(result.lock) } : result;
  };

  let hub = plan(hubFolder, flakes.hub.inputs);
  const missing = hub.kind === 'lock' ? [] : missingOf(hub.inputs, { lattice, folderOf, disk });
  if (missing.length > 0) {
    known.unshift(await lockedByNix(missing, io));
    hub = plan(hubFolder, flakes.hub.inputs);
  }
  if (hub.kind === 'lock') {
    hubLock = hub.lock;
    known.unshift(hubLock);
  }

  const root = disk.inputsAt(rootFolder);
  return {
    hub: hub.kind === 'lock' ? { kind: 'text', text: renderLock(hub.lock) } : hub,
    nodes: new Map(
      asked.flatMap((name) => {
        const inputs = planned.get(folderOf(name));
        return inputs ? [[name, textOf(folderOf(name), inputs)] as const] : [];
      }),
    ),
    root: root && takesIn(root, rootFolder, hubFolder) ? textOf(rootFolder, root) : undefined,
  };
}

interface MissingRequest {
  readonly lattice: Lattice;
  readonly folderOf: (name: string) => string;
  readonly disk: FlakesOnDisk;
}

/** The external inputs of the lattice, and of adopted flakes, that paths of inputs of the hub lead to. */
function missingOf(
  paths: readonly string[],
  { lattice, folderOf, disk }: MissingRequest,
): readonly Pick<ExternalInput, 'name' | 'url' | 'pin' | 'flake'>[] {
  return paths.flatMap((path) => {
    const [name = '', ...way] = path.split('/');
    const external = lattice.externals.get(name);
    if (external && way.length === 0) return [external];
    const input = way.pop();
    let folder = lattice.nodes.get(name)?.flake === undefined ? undefined : folderOf(name);
    for (const sibling of way) {
      folder = folder === undefined ? folder : siblingsOf(folder, disk.inputsAt(folder)).get(sibling);
    }
    if (folder === undefined || input === undefined) return [];
    const { url, flake = true } = disk.inputsAt(folder)?.get(input) ?? {};
    return url === undefined ? [] : [{ name: path.replaceAll('/', '--'), url, flake }];
  });
}

/** Whether an input of the flake in a folder leads to the output folder, or below it; both from the root of the repository. */
function takesIn(inputs: DeclaredInputs, folder: string, output: string): boolean {
  return [...siblingsOf(folder, inputs).values()].some(
    (target) => target === output || target.startsWith(`${output}/`),
  );
}
