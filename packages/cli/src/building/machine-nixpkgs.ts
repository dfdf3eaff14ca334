// Chooses the nixpkgs that crates are compiled with: takes a project, gives what stands in for the one of its lattice.
import { join } from 'node:path';
import type { CommandIo } from '@flake-lattice/command-shell';
import { referenceOf } from '@flake-lattice/config-builder';
import { CodedError, isCodedError } from '@flake-lattice/errors';
import { relativeFolderOf } from '@flake-lattice/nix-text';
import { findHostNixpkgs } from '@flake-lattice/programs';
import { isBareStandIn } from '../init/stand-in.js';
import type { Project } from '../project/read-project.js';
import { makeMachineStandIn } from './machine-stand-in.js';

/** The nodes that are compiled, or that something compiled is below. */
export function compiledNodes({ poset, packages }: Project): ReadonlySet<string> {
  return new Set(poset.upSetOf(packages.keys()));
}

/**
 * A stand-in that is committed knows no compiler, so that the path of none is committed. Set-up knows those of this
 * machine; without one, those on PATH are taken, and a copy of the stand-in that knows them is kept in the git directory.
 *
 * @param node what is to be built, for the error
 * @param tool the folder that this program lies in, where it is to be another
 * @returns nothing where the lattice has a nixpkgs that compiles
 * @throws CodedError COMPILER_MISSING where there was no set-up, and no compiler is on PATH
 */
export async function machineNixpkgs(
  { lattice, repository }: Pick<Project, 'lattice' | 'repository'>,
  node: string,
  io: Pick<CommandIo, 'cwd' | 'env'>,
  tool?: string,
): Promise<string | undefined> {
  const nixpkgs = lattice.externals.get('nixpkgs');
  const path = nixpkgs && relativeFolderOf(referenceOf(nixpkgs));
  if (path === undefined || !isBareStandIn(join(lattice.folder, path))) return undefined;
  const found = await findHostNixpkgs({ cwd: lattice.folder, ...(tool === undefined ? {} : { tool }) });
  if (found !== undefined) return found;
  const copies = join(repository.stateFolder, 'nixpkgs');
  const { reference, lacking } = await makeMachineStandIn(join(lattice.folder, path), copies, io);
  if (reference !== undefined) return reference;
  throw compilerMissing(
    `\`${node}\` is compiled, and PATH holds no ${lacking.map((name) => `\`${name}\``).join(' and no ')} that runs`,
    `install ${lacking.join(' and ')}`,
  );
}

/** What the stand-in says where a compiler is lacking, as an error with its mend; any other fault as it is. */
export function faultOfBuild(fault: unknown): unknown {
  if (!isCodedError(fault) || fault.code !== 'EVALUATION_FAILED') return fault;
  const said = `${fault.message}\n${fault.detail}`;
  const [, program] = /this build needs `(\S+)`, and (?:set-up|the stand-in)/.exec(said) ?? [];
  if (program === undefined) return fault;
  return compilerMissing(
    `this machine has no \`${program}\` that was found, and what was asked for is compiled`,
    `install ${program}; in a clone of flake-lattice, then: npm run set-up`,
    fault,
  );
}

function compilerMissing(message: string, hint: string, cause?: unknown): CodedError {
  return new CodedError({
    code: 'COMPILER_MISSING',
    message,
    hint: `${hint}\nor take nixpkgs itself: --nixpkgs github:NixOS/nixpkgs/nixpkgs-unstable`,
    ...(cause === undefined ? {} : { cause }),
  });
}
