// A zsh and a fish of the clone's own, made of Debian's packages: how their part is filled and proven.
import { cp, mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '@flake-lattice/errors';
import { runProgram } from '@flake-lattice/programs';
import type { DebianPackages, Wanted } from './debian-packages.js';
import type { Part } from './make-part.js';
import { assembleTree, setPlace } from './program-tree.js';
import { removeTree } from './remove-tree.js';
import type { Environment } from './run-step.js';
import { unpackPackages } from './unpacked-root.js';

export interface PrivateShells {
  readonly place: string;
  /** Absolute path of a folder for passing work. */
  readonly work: string;
  readonly packages: DebianPackages;
  readonly env: Environment;
  readonly report: (line: string) => void;
}

/** One that looks for its functions beside itself. */
const wanted: Wanted = {
  name: 'fish',
  versions: 'of the series 3',
  accepts: (version) => /^(?:\d+:)?3\./.test(version),
  suites: ['bookworm', 'oldstable', 'oldoldstable'],
};

/** What fish makes manuals and completions of others with, which it does without. */
const unused = ['bsdextrautils', 'debianutils', 'groff-base', 'man-db', 'procps', 'python3'];

export function privateShellsPart({ place, work, packages, env, report }: PrivateShells): Part {
  return {
    title: 'shells for the tests',
    place,
    recipe: 'zsh and fish, made in way 1',
    fill: async (folder) => {
      const index = await packages.find(wanted);
      const version = (await index.versionOf(wanted.name)) ?? '';
      report(`shells for the tests: fetching zsh, and fish ${version.replace(/-.*/, '')} (${index.suite})`);
      // The modules of zsh lie where it was compiled to look; those of the static one are part of it.
      const files = await index.fetch(['fish', 'zsh-static', 'zsh-common', 'patchelf'], unused);
      const root = join(work, `unpacked-${index.suite}-shells`);
      await mkdir(root, { recursive: true });
      const unpacked = await unpackPackages(files, root, env);
      await index.forget();
      await assembleTree({ unpacked, tree: folder, programs: ['fish'], env });
      await rename(join(root, 'bin', 'zsh-static'), join(folder, 'bin', 'zsh'));
      for (const [from, to] of [
        ['usr/share/fish', 'share/fish'],
        ['usr/share/zsh/functions', 'share/zsh/functions'],
        ['etc/fish', 'etc/fish'],
      ] as const)
        await cp(join(root, from), join(folder, to), { recursive: true, verbatimSymlinks: true });
      await removeTree(root);
      return version;
    },
    adapt: (tree, at) => setPlace({ tree, programs: ['fish'], env }, at),
    prove: async () => {
      // Fish makes folders in the home of whoever starts it.
      const home = join(work, 'home-of-shells');
      await mkdir(home, { recursive: true });
      const away = { ...env, HOME: home, XDG_CONFIG_HOME: home, XDG_DATA_HOME: home };
      for (const [name, args] of [
        ['fish', ['--no-config', '-c', 'echo $__fish_data_dir']],
        ['zsh', ['-f', '-c', 'zmodload zsh/zle && print ready']],
      ] as const) {
        const program = join(place, 'bin', name);
        const { stdout, stderr } = await runProgram(program, args, { cwd: '/', env: away });
        if (!['ready', join(place, 'share/fish')].includes(stdout.trim()))
          throw broken(program, stdout + stderr);
      }
      await removeTree(home);
    },
  };
}

function broken(program: string, printed: string): CodedError {
  return new CodedError({
    code: 'TOOLCHAIN_BROKEN',
    message: `\`${program}\` does not work`,
    hint: 'npm run set-up -- --for-tests   (makes it again)\nor install zsh and fish yourself',
    detail: printed.trim().split('\n').slice(-12).join('\n'),
  });
}
