// Leaves out nodes that have nothing to build: takes nodes, gives those that have a package, as the flakes of adopted ones need
// not have.
import type { CommandIo } from '@flake-lattice/command-shell';
import { findNix, readPackageNames } from '@flake-lattice/programs';
import type { Output } from '../output.js';
import type { Project } from '../project/read-project.js';

/** Asks Nix only where a node is adopted. @throws CodedError EVALUATION_FAILED, NIX_MISSING */
export async function withPackage(
  { lattice, output: hub }: Project,
  nodes: readonly string[],
  { cwd, env }: CommandIo,
  output: Output,
): Promise<readonly string[]> {
  const isAdopted = (name: string) => lattice.nodes.get(name)?.flake !== undefined;
  if (!nodes.some(isAdopted)) return nodes;
  const built = await readPackageNames(await findNix({ cwd, env }), hub, { cwd, env });
  const without = nodes.filter((name) => isAdopted(name) && !built.has(name));
  if (without.length > 0) {
    output.note(`no package to build: ${without.join(', ')}, whose flakes have no packages.SYSTEM.default`);
  }
  return nodes.filter((name) => !without.includes(name));
}
