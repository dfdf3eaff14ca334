// A Nix of the clone's own, made of Debian's packages: how its part of the toolchain is filled and proven.
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '@flake-lattice/errors';
import { type NixVersion, parseNixVersion, runProgram } from '@flake-lattice/programs';
import { buildProof } from './build-proof.js';
import type { DebianPackages, Wanted } from './debian-packages.js';
import type { Part } from './make-part.js';
import { nixKin } from './nix-kin.js';
import { assembleTree, setPlace } from './program-tree.js';
import { removeTree } from './remove-tree.js';
import type { Environment } from './run-step.js';
import { unpackPackages } from './unpacked-root.js';

export interface PrivateNix {
  readonly title: string;
  readonly place: string;
  /** Absolute path of a folder for passing work. */
  readonly work: string;
  readonly wanted: Wanted;
  readonly packages: DebianPackages;
  readonly env: Environment;
  readonly report: (line: string) => void;
}

/** Nix's own scripts in Perl and its downloaders are not used: taken for installed, they halve the download. */
const unused = ['perl', 'libdbd-sqlite3-perl', 'libwww-curl-perl', 'curl', 'xz-utils', 'bzip2'];

export function privateNixPart(options: PrivateNix): Part {
  const { title, place, work, wanted, packages, env, report } = options;
  return {
    title,
    place,
    recipe: `nix ${wanted.versions}, made in way 1`,
    fill: async (folder) => {
      const index = await packages.find(wanted);
      const version = (await index.versionOf(wanted.name)) ?? '';
      report(`${title}: fetching ${parseNixVersion(version)?.text.replace(/[+-].*/, '')} (${index.suite})`);
      const files = await index.fetch([wanted.name, 'patchelf'], unused);
      const root = join(work, `unpacked-${index.suite}-nix`);
      await mkdir(root, { recursive: true });
      const unpacked = await unpackPackages(files, root, env);
      await index.forget();
      await assembleTree({ unpacked, tree: folder, programs: ['nix'], plain: ['bash-static'], env });
      for (const name of nixKin) await symlink('nix', join(folder, 'bin', name));
      await removeTree(root);
      return version;
    },
    adapt: (tree, at) => setPlace({ tree, programs: ['nix'], env }, at),
    prove: () => proveNix(join(place, 'bin', 'nix'), join(work, 'proof'), env),
  };
}

/** @throws CodedError TOOLCHAIN_BROKEN */
export async function readNixVersion(program: string, env: Environment): Promise<NixVersion> {
  const { stdout, stderr, exitCode } = await runProgram(program, ['--version'], { cwd: '/', env });
  const version = exitCode === 0 ? parseNixVersion(stdout) : undefined;
  if (version) return version;
  throw brokenNix(program, stderr || stdout);
}

/**
 * Builds a flake that has another as a relative input, in a store that is thrown away.
 *
 * @throws CodedError TOOLCHAIN_BROKEN
 */
export async function proveNix(program: string, folder: string, env: Environment): Promise<void> {
  const result = await buildProof(program, { folder, env, script: 'printf %s $text > $out' });
  if (result.exitCode !== 0) throw brokenNix(program, result.stderr);
}

function brokenNix(program: string, printed: string): CodedError {
  return new CodedError({
    code: 'TOOLCHAIN_BROKEN',
    message: `\`${program}\` does not work`,
    hint: 'npm run set-up   (makes it again)\nor install Nix 2.30 or newer yourself: https://nixos.org/download',
    detail: printed.trim().split('\n').slice(-12).join('\n'),
  });
}
