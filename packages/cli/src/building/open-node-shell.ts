// Opens the shell of a node for a person: takes a project and a node, hands the terminal over, gives how that ended.
import type { CommandIo } from '@flake-lattice/command-shell';
import { isFreeForm } from '@flake-lattice/flake-template';
import { findNix, type Nix, openShell } from '@flake-lattice/programs';
import type { Project } from '../project/read-project.js';
import { refuseUngenerated } from '../project/refuse-ungenerated.js';
import { compiledNodes, machineNixpkgs } from './machine-nixpkgs.js';
import { notForSystem } from './not-for-system.js';
import { partByPackage } from './part-by-package.js';

/**
 * Leaves no lock behind. What is compiled takes the compilers of this machine where the lattice has none.
 *
 * @param node nothing for the hub itself, whose shell has all nodes
 * @param command what to run in place of an interactive shell; empty for none
 * @returns the exit status of the shell, or of the command
 * @throws CodedError NODE_NOT_GENERATED, NIX_MISSING, NIX_TOO_OLD, NODE_NOT_FOR_SYSTEM, COMPILER_MISSING
 */
export async function openNodeShell(
  project: Project,
  node: string | undefined,
  command: readonly string[],
  { cwd, env }: Pick<CommandIo, 'cwd' | 'env'>,
): Promise<number> {
  refuseUngenerated(project, node === undefined ? [] : [node]);
  const nix = await findNix({ cwd, env });
  await refuseOtherSystem(project, node, nix, { cwd, env });
  const compiled = compiledNodes(project);
  const isCompiled = node === undefined ? compiled.size > 0 : compiled.has(node);
  const nixpkgs = isCompiled ? await machineNixpkgs(project, node ?? 'default', { cwd, env }) : undefined;
  const override = nixpkgs === undefined ? [] : ['--override-input', 'nixpkgs', nixpkgs];
  return openShell(nix, `${project.output}#${node ?? ''}`, {
    cwd,
    env,
    options: ['--no-write-lock-file', ...override],
    command,
  });
}

/** A node whose text is not ours may have a shell without a package: what it lacks, Nix says. */
async function refuseOtherSystem(
  project: Project,
  node: string | undefined,
  nix: Nix,
  io: Pick<CommandIo, 'cwd' | 'env'>,
): Promise<void> {
  if (node === undefined || isFreeForm(project.lattice, node)) return;
  const { without } = await partByPackage(project, [node], nix, io);
  if (without.length > 0) throw notForSystem(without);
}
