// The check of `doctor` that git knows what a person writes, and the folders that the lattice takes from beside it.
import { realpathSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { quoteForShell } from '@flake-lattice/errors';
import type { Repository } from '@flake-lattice/programs';
import { localFolder } from '../project/local-folder.js';
import { type Check, someOf } from './check.js';
import { isFile, ownFlakes } from './check-sources.js';
import { ifWell, type Patient } from './patient.js';

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
    const files = [read.file, ...own, ...locks, ...read.templateFiles, ...sources].filter(isFile);
    const untracked = await repository.listUntracked([...new Set(files)]);
    const inputs = [...read.externals.values()].flatMap((input) => {
      const folder = localFolder(input, read, repository.root);
      return folder === undefined ? [] : [join(repository.root, folder)];
    });
    const folders: string[] = [];
    for (const folder of new Set([...inputs, ...sources])) {
      if (isFolder(folder) && (await isUnknown(folder, repository))) folders.push(folder);
    }
    const shown = [...untracked, ...folders].map(patient.shown);
    if (shown.length === 0) return [];
    return [
      {
        message: `git does not know ${someOf(shown)}, and Nix sees only what git knows`,
        mend: [
          ...addCommand('git add --intent-to-add --force', untracked, patient),
          ...addCommand('git add --intent-to-add', folders, patient),
        ].join('\n'),
      },
    ];
  },
};

function addCommand(command: string, paths: readonly string[], { shown }: Patient): readonly string[] {
  if (paths.length === 0) return [];
  return [`${command} -- ${paths.map((path) => quoteForShell(shown(path))).join(' ')}`];
}

/** Whether it lies in the repository, and git knows no file in it. */
async function isUnknown(folder: string, repository: Repository): Promise<boolean> {
  const way = relative(repository.root, realpathSync(folder));
  if (way === '..' || way.startsWith('../')) return false;
  const tracked = await repository.listTracked(folder);
  return [...tracked].every((path) => path === '');
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
