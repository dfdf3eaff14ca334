// A rust-analyzer of the clone's own with the sources of the standard library, made of Debian's packages.
import { cp, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '@flake-lattice/errors';
import { runProgram } from '@flake-lattice/programs';
import type { DebianPackages, Wanted } from '../set-up/debian-packages.js';
import type { Part } from '../set-up/make-part.js';
import { assembleTree, setPlace } from '../set-up/program-tree.js';
import { removeTree } from '../set-up/remove-tree.js';
import type { Environment } from '../set-up/run-step.js';
import { unpackPackages } from '../set-up/unpacked-root.js';

export interface PrivateRustAnalyzer {
  readonly place: string;
  /** Absolute path of a folder for passing work. */
  readonly work: string;
  readonly packages: DebianPackages;
  readonly env: Environment;
  readonly report: (line: string) => void;
}

/** rust-src has to be of the same suite: rust-analyzer reads the library that it was made with. */
const wanted: Wanted = {
  name: 'rust-analyzer',
  versions: '1.85 or newer',
  accepts: (version) => {
    const [, major, minor] = /^(?:\d+:)?(\d+)\.(\d+)/.exec(version) ?? [];
    return Number(major) > 1 || Number(minor) >= 85;
  },
  suites: ['forky', 'testing', 'sid', 'unstable', 'trixie', 'stable'],
};

const programs = ['rust-analyzer'];

export function privateRustAnalyzerPart({ place, work, packages, env, report }: PrivateRustAnalyzer): Part {
  return {
    title: 'rust-analyzer',
    place,
    recipe: 'rust-analyzer and rust-src, made in way 1',
    fill: async (folder) => {
      const index = await packages.find(wanted);
      const version = (await index.versionOf(wanted.name)) ?? '';
      report(`rust-analyzer: fetching ${version.replace(/[+-].*/, '')} (${index.suite})`);
      const files = await index.fetch([wanted.name, 'rust-src', 'patchelf'], []);
      const root = join(work, 'unpacked-rust-analyzer');
      await mkdir(root, { recursive: true });
      const unpacked = await unpackPackages(files, root, env);
      await index.forget();
      await assembleTree({ unpacked, tree: folder, programs, env });
      await cp(await librarySources(root), librarySourcesOf(folder), { recursive: true });
      await removeTree(root);
      return version;
    },
    adapt: (tree, at) => setPlace({ tree, programs, env }, at),
    prove: async () => {
      const program = rustAnalyzerOf(place);
      const { stdout, stderr } = await runProgram(program, ['--version'], { cwd: '/', env });
      if (stdout.startsWith('rust-analyzer ')) return;
      throw new CodedError({
        code: 'TOOLCHAIN_BROKEN',
        message: `\`${program}\` does not work`,
        hint: 'npm run scip   (makes it again)',
        detail: `${stdout}${stderr}`.trim().split('\n').slice(-12).join('\n'),
      });
    },
  };
}

/** Absolute path of the program in its part. */
export function rustAnalyzerOf(place: string): string {
  return join(place, 'bin', 'rust-analyzer');
}

/** Absolute path of the sources of `core`, `alloc` and `std` in its part. */
export function librarySourcesOf(place: string): string {
  return join(place, 'library');
}

/** Debian calls the folder by the version. */
async function librarySources(root: string): Promise<string> {
  const sources = join(root, 'usr', 'src');
  const named = (await readdir(sources)).find((name) => /^rustc-\d/.test(name));
  if (named === undefined) throw new Error(`no sources of rustc in ${sources}`);
  return join(sources, named, 'library');
}
