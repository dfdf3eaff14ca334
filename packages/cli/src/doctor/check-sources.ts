// The checks of `doctor` on what a person writes: lattice.toml, the root flake, and the flakes of ejected and adopted nodes.
import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultsOfPins } from '@flake-lattice/config-builder';
import { CodedError, isCodedError } from '@flake-lattice/errors';
import { tellOldOutput } from '../project/old-output.js';
import type { Check, Finding } from './check.js';
import { findingOf } from './check.js';
import { ifWell, type Patient, Unexamined } from './patient.js';
import { findSelfSources } from './self-sources.js';

export const latticeCheck: Check = {
  id: 'lattice',
  title: 'lattice.toml can be read: no cycles, no clashes of names, nothing unknown',
  run: async ({ lattice }) => {
    try {
      await lattice();
      return [];
    } catch (fault) {
      return [findingOf(fault)];
    }
  },
};

export const pinCheck: Check = {
  id: 'pins',
  title: 'external inputs are pinned',
  run: async ({ lattice }) => {
    const read = await ifWell(lattice);
    return read && faultsOfPins(read).map((fault) => findingOf(new CodedError(fault)));
  },
};

export const planCheck: Check = {
  id: 'plan',
  title: 'configurations, templates and locks agree',
  run: async ({ lattice, plan }) => {
    if (!(await ifWell(lattice))) return undefined;
    try {
      const { oldOutput, project } = await plan();
      return oldOutput === undefined ? [] : [tellOldOutput(oldOutput, project)];
    } catch (fault) {
      const isToldElsewhere = isCodedError(fault) && fault.code === 'INPUT_NOT_PINNED';
      return fault instanceof Unexamined || isToldElsewhere ? undefined : [findingOf(fault)];
    }
  },
};

export const selfSourceCheck: Check = {
  id: 'self-sources',
  title: 'no flake takes the whole repository for a source',
  run: async (patient) => {
    const files = await ownFlakes(patient);
    return files?.flatMap((file): readonly Finding[] => {
      const shown = patient.shown(file);
      return findSelfSources(readFileSync(file, 'utf8')).map((place) => ({
        message: `\`${shown}\` takes \`self\` for a source, so that an edit to any file of the repository rebuilds it`,
        mend: 'name what it needs: ./src, or builtins.path { name = "source"; path = ./.; filter = …; }',
        place: { file: shown, ...place },
      }));
    });
  },
};

/** Absolute paths of the flakes that a person wrote: the root's, and those of ejected and adopted nodes. */
export async function ownFlakes({ lattice }: Patient): Promise<readonly string[] | undefined> {
  const read = await ifWell(lattice);
  if (!read) return undefined;
  const own = [...read.nodes.values()].flatMap(({ name, ejected, flake }) => {
    if (flake !== undefined) return [join(read.folder, flake)];
    return ejected ? [join(read.folder, read.output, name)] : [];
  });
  const folders = [...new Set([read.folder, ...own])];
  return folders.map((folder) => join(folder, 'flake.nix')).filter((file) => isFile(file));
}

export function isFile(file: string): boolean {
  try {
    return lstatSync(file).isFile();
  } catch {
    return false;
  }
}
