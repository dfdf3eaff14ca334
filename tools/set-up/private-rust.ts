// A rustc and cargo of the clone's own, made of Debian's packages: how its part of the toolchain is filled and proven.
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '@flake-lattice/errors';
import { runProgram } from '@flake-lattice/programs';
import type { DebianPackages, Wanted } from './debian-packages.js';
import type { Part } from './make-part.js';
import { assembleTree, setPlace } from './program-tree.js';
import { removeTree } from './remove-tree.js';
import type { Environment } from './run-step.js';
import { unpackPackages } from './unpacked-root.js';

export interface PrivateRust {
  readonly place: string;
  /** Absolute path of a folder for passing work. */
  readonly work: string;
  readonly packages: DebianPackages;
  readonly env: Environment;
  readonly report: (line: string) => void;
}

const rustWanted: Wanted = {
  name: 'rustc',
  versions: '1.85 or newer',
  accepts: (version) => {
    const match = /^(?:\d+:)?(\d+)\.(\d+)/.exec(version);
    return match !== null && (Number(match[1]) > 1 || Number(match[2]) >= 85);
  },
  suites: ['forky', 'testing', 'sid', 'unstable'],
};

/** rustc asks for a C compiler to link with; the machine's own fits its C library, a newer one would not. */
const ownOfTheMachine = ['gcc', 'libc6-dev', 'binutils'];

const programs = ['rustc', 'rustdoc', 'cargo'];

export function privateRustPart({ place, work, packages, env, report }: PrivateRust): Part {
  return {
    title: 'private rustc',
    place,
    recipe: 'rustc and cargo, made in way 1',
    fill: async (folder) => {
      const index = await packages.find(rustWanted);
      const version = (await index.versionOf(rustWanted.name)) ?? '';
      report(`private rustc: fetching ${version.replace(/[+-].*/, '')} (${index.suite})`);
      const files = await index.fetch(['rustc', 'cargo', 'patchelf'], ownOfTheMachine);
      const root = join(work, 'unpacked-rust');
      await mkdir(root, { recursive: true });
      const unpacked = await unpackPackages(files, root, env);
      await index.forget();
      await assembleTree({ unpacked, tree: folder, programs, env });
      const library = join(folder, 'lib', 'rustlib');
      await cp(join(root, 'usr', 'lib', 'rustlib'), library, { recursive: true, verbatimSymlinks: true });
      await removeTree(root);
      return version;
    },
    adapt: (tree, at) => setPlace({ tree, programs, env }, at),
    prove: () => proveRust(join(place, 'bin', 'rustc'), join(work, 'proof-rust'), env),
  };
}

/** Compiles a library; that a program links is another matter, and the C compiler's. */
async function proveRust(rustc: string, folder: string, env: Environment): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'lib.rs'), 'pub fn proof() -> String { String::from("proven") }\n');
  const args = ['--crate-type', 'rlib', '--crate-name', 'proof', 'lib.rs'];
  const { stderr, exitCode } = await runProgram(rustc, args, { cwd: folder, env });
  await rm(folder, { recursive: true, force: true });
  if (exitCode === 0) return;
  throw new CodedError({
    code: 'TOOLCHAIN_BROKEN',
    message: `\`${rustc}\` does not work`,
    hint: 'npm run set-up   (makes it again)\nor install rustc and cargo yourself',
    detail: stderr.trim().split('\n').slice(-12).join('\n'),
  });
}
