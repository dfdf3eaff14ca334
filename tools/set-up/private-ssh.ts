// An sshd of the clone's own with its client, made of Debian's packages: how its part is filled and proven.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '@flake-lattice/errors';
import { runProgram } from '@flake-lattice/programs';
import type { DebianPackages, Wanted } from './debian-packages.js';
import type { Part } from './make-part.js';
import { assembleTree, setPlace } from './program-tree.js';
import { removeTree } from './remove-tree.js';
import type { Environment } from './run-step.js';
import { unpackPackages } from './unpacked-root.js';

export interface PrivateSsh {
  readonly place: string;
  /** Absolute path of a folder for passing work. */
  readonly work: string;
  readonly packages: DebianPackages;
  readonly env: Environment;
  readonly report: (line: string) => void;
}

export const sshPrograms = ['sshd', 'ssh', 'ssh-keygen'] as const;

/** From 9.8 on, sshd starts a second program by a path that was compiled into it. */
const wanted: Wanted = {
  name: 'openssh-server',
  versions: 'older than 9.8',
  accepts: (version) => {
    const [, major, minor] = /^(?:\d+:)?(\d+)\.(\d+)/.exec(version) ?? [];
    return Number(major) < 9 || (Number(major) === 9 && Number(minor) < 8);
  },
  suites: ['bookworm', 'oldstable', 'oldoldstable'],
};

/** What sets up a service, which this is not. */
const unused = ['init-system-helpers', 'debconf', 'ucf', 'runit-helper', 'adduser', 'procps', 'lsb-base'];

export function privateSshPart({ place, work, packages, env, report }: PrivateSsh): Part {
  return {
    title: 'sshd for the tests',
    place,
    recipe: 'openssh, made in way 1',
    fill: async (folder) => {
      const index = await packages.find(wanted);
      const version = (await index.versionOf(wanted.name)) ?? '';
      report(
        `sshd for the tests: fetching ${version.replace(/^\d+:/, '').replace(/-.*/, '')} (${index.suite})`,
      );
      const files = await index.fetch(['openssh-server', 'openssh-client', 'patchelf'], unused);
      const root = join(work, `unpacked-${index.suite}-ssh`);
      await mkdir(root, { recursive: true });
      const unpacked = await unpackPackages(files, root, env);
      await index.forget();
      await assembleTree({ unpacked, tree: folder, programs: sshPrograms, env });
      await removeTree(root);
      return version;
    },
    adapt: (tree, at) => setPlace({ tree, programs: sshPrograms, env }, at),
    prove: async () => {
      // Each prints its version, or how it is used, and says who it is.
      for (const [name, args] of [
        ['sshd', ['-V']],
        ['ssh', ['-V']],
      ] as const) {
        const { stderr } = await runProgram(join(place, 'bin', name), args, { cwd: '/', env });
        if (!stderr.includes('OpenSSH')) throw broken(join(place, 'bin', name), stderr);
      }
    },
  };
}

function broken(program: string, printed: string): CodedError {
  return new CodedError({
    code: 'TOOLCHAIN_BROKEN',
    message: `\`${program}\` does not work`,
    hint: 'npm run set-up -- --for-tests   (makes it again)\nor install openssh-server yourself',
    detail: printed.trim().split('\n').slice(-12).join('\n'),
  });
}
