// The checks of `doctor` on what a person writes: lattice.toml, the root flake, and the flakes of ejected nodes.
import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultsOfPins } from '@flake-lattice/config-builder';
import { CodedError, isCodedError, quoteForShell } from '@flake-lattice/errors';
import type { Check, Finding } from './check.js';
import { findingOf, someOf } from './check.js';
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
      await plan();
      return [];
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

/** Absolute paths of the flakes that a person wrote: the root's, and those of ejected nodes. */
async function ownFlakes({ lattice }: Patient): Promise<readonly string[] | undefined> {
  const read = await ifWell(lattice);
  if (!read) return undefined;
  const ejected = [...read.nodes.values()].filter((node) => node.ejected);
  const folders = [read.folder, ...ejected.map(({ name }) => join(read.folder, read.output, name))];
  return folders.map((folder) => join(folder, 'flake.nix')).filter((file) => isFile(file));
}

function isFile(file: string): boolean {
  try {
    return lstatSync(file).isFile();
  } catch {
    return false;
  }
}

export const knownToGitCheck: Check = {
  id: 'known-to-git',
  title: 'git knows lattice.toml, the root flake and what they name',
  run: async (patient) => {
    const [read, repository, own] = [
      await ifWell(patient.lattice),
      await ifWell(patient.repository),
      await ownFlakes(patient),
    ];
    if (!read || !repository || !own) return undefined;
    const sources = [...read.nodes.values()].flatMap(({ source }) =>
      source === undefined ? [] : [join(read.folder, source)],
    );
    const locks = own.map((file) => file.replace(/\.nix$/, '.lock'));
    const files = [read.file, ...own, ...locks, ...read.templateFiles, ...sources].filter((file) =>
      existsSync(file),
    );
    const plain = files.filter((file) => isFile(file));
    const untracked = await repository.listUntracked([...new Set(plain)]);
    if (untracked.length === 0) return [];
    const shown = untracked.map((file) => patient.shown(file));
    return [
      {
        message: `git does not know ${someOf(shown)}, and Nix sees only what git knows`,
        mend: `git add --intent-to-add --force -- ${shown.map(quoteForShell).join(' ')}`,
      },
    ];
  },
};
