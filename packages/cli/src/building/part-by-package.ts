// Tells which nodes have something to build: takes nodes, gives those with a package for this machine's system, and the others.
import type { CommandIo } from '@flake-lattice/command-shell';
import { isFreeForm } from '@flake-lattice/flake-template';
import { type Nix, readPackageNames, readSystem } from '@flake-lattice/programs';
import type { Project } from '../project/read-project.js';

export interface PartedNodes {
  readonly built: readonly string[];
  /** Their flakes have no `packages.SYSTEM.default`: they are for other systems, or their owner left it out. */
  readonly without: readonly string[];
}

/** Nix is asked for names only where a node can have none. @throws CodedError EVALUATION_FAILED */
export async function partByPackage(
  { lattice, output }: Project,
  nodes: readonly string[],
  nix: Nix,
  { cwd, env }: Pick<CommandIo, 'cwd' | 'env'>,
): Promise<PartedNodes> {
  const choosesSystems = [...lattice.nodes.values()].some(({ config }) => config.entries.has('nix'));
  const isForAll =
    !choosesSystems &&
    !nodes.some((name) => isFreeForm(lattice, name)) &&
    lattice.systems.includes(await readSystem(nix, { cwd, env }));
  if (isForAll) return { built: nodes, without: [] };
  const named = await readPackageNames(nix, output, { cwd, env });
  return {
    built: nodes.filter((name) => named.has(name)),
    without: nodes.filter((name) => !named.has(name)),
  };
}
