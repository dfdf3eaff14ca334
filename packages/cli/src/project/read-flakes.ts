// Plans the flakes of a project with those of the repository that are not planned: takes the project, reads these, gives both.
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { CommandIo } from '@flake-lattice/command-shell';
import { CodedError, quoteForShell } from '@flake-lattice/errors';
import { crateSources } from '../crates/crate-sources.js';
import { adoptedFlakes, adoptedLocks } from './adopted-flakes.js';
import { type FlakesOnDisk, flakesOnDisk } from './flakes-on-disk.js';
import { findOldOutput } from './old-output.js';
import { type EjectedInputs, type PlannedFlakes, planFlakes } from './plan-flakes.js';
import type { Project } from './read-project.js';
import { unknownFlakes } from './unknown-flakes.js';

export interface ReadFlakes {
  readonly flakes: PlannedFlakes;
  readonly disk: FlakesOnDisk;
  /** Absolute paths of flakes, locks, and files and folders of crates that were read so far. */
  readonly readFiles: () => readonly string[];
}

/** @throws CodedError CONFIG_CONFLICT, FLAKE_MISSING, FLAKE_SYNTAX, INPUT_NOT_PINNED, NODE_CYCLE */
export function readFlakes(project: Project, { cwd }: Pick<CommandIo, 'cwd'>): ReadFlakes {
  const disk = flakesOnDisk(project.repository.root, cwd);
  const flakes = planFlakes(project, ejectedInputs(project, disk), adoptedFlakes(project, disk));
  return {
    flakes,
    disk,
    readFiles: () => [...disk.asked(), ...adoptedLocks(project), ...crateSources(project)],
  };
}

function ejectedInputs(project: Project, disk: FlakesOnDisk): EjectedInputs {
  const { output, repository } = project;
  const folder = relative(repository.root, output);
  return (name) => {
    if (!existsSync(join(output, name, 'flake.nix'))) throw ejectedMissing(project, name, disk);
    return disk.inputsAt(join(folder, name));
  };
}

/** Its node was renamed, or the output folder was: only its owner can move it. */
function ejectedMissing(project: Project, name: string, disk: FlakesOnDisk): CodedError {
  const { lattice, output } = project;
  const { place } = lattice.nodes.get(name) ?? {};
  const shown = (folder: string) => relative(lattice.folder, folder);
  const old = findOldOutput(project, disk);
  const before = old === undefined ? undefined : join(lattice.folder, old, name);
  const left = before && existsSync(join(before, 'flake.nix')) ? [before] : unknownFlakes(project);
  const [from = '<the folder that it lies in now>'] =
    left.length === 1 ? left.map(shown).map(quoteForShell) : [];
  const target = join(output, name);
  return new CodedError({
    code: 'FLAKE_MISSING',
    message: `\`${name}\` is yours, by \`ejected = true\`, and there is no flake at \`${shown(target)}\``,
    hint: `${existsSync(output) ? '' : `mkdir -p ${quoteForShell(shown(output))} && `}git mv -- ${from} ${quoteForShell(shown(target))}\nor take \`ejected = true\` out of [node.${name}] in ${lattice.shown}, to have it generated`,
    ...(place ? { place } : {}),
  });
}
