// The checks of `doctor` on the programs that the lattice needs: Nix and git.
import { isOlder, runNix } from '@flake-lattice/programs';
import { noRepository } from '../project/no-repository.js';
import { type Check, findingOf } from './check.js';

/** The first Nix that takes relative inputs of one repository, and the first that takes deep `follows`. */
const oldest = { major: 2, minor: 26 };
const firstForNodes = { major: 2, minor: 30 };
const newer = 'install a newer Nix, https://nixos.org/download, or set FLAKE_LATTICE_NIX to the path of one';

export const nixCheck: Check = {
  id: 'nix',
  title: 'Nix is there, and new enough',
  note: async ({ nix, io }) => {
    const found = await nix();
    const { stdout } = await runNix(found, ['config', 'show', 'sandbox'], { cwd: io.cwd, env: io.env });
    const sandbox: Readonly<Record<string, string>> = {
      true: ', builds run in a sandbox',
      relaxed: ', builds run in a sandbox unless they ask for none',
      false: ', builds run without a sandbox',
    };
    return `${found.version.text}${sandbox[stdout.trim()] ?? ''}`;
  },
  run: async ({ nix }) => {
    try {
      const { path, version } = await nix();
      if (isOlder(version, oldest)) {
        const fact = `\`${path}\` is Nix ${version.text}, and 2.26 is the oldest that works`;
        return [{ code: 'NIX_TOO_OLD', message: fact, mend: newer }];
      }
      if (isOlder(version, firstForNodes)) {
        const fact = `\`${path}\` is Nix ${version.text}: it builds nodes through the hub or the root flake, and 2.30 is the oldest that builds each by itself`;
        return [
          { message: fact, mend: `build through the hub, as in: nix build ./generated#NODE\nor ${newer}` },
        ];
      }
      return [];
    } catch (fault) {
      return [findingOf(fault)];
    }
  },
};

export const gitCheck: Check = {
  id: 'git',
  title: 'git is there, and the lattice lies in a repository',
  run: async ({ io, folder, repository }) => {
    try {
      return (await repository()) ? [] : [findingOf(await noRepository(await folder(), io))];
    } catch (fault) {
      return [findingOf(fault)];
    }
  },
};
