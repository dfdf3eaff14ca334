// A C compiler of the clone's own, made of the packages of the machine's release: how its part is filled and proven.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '@flake-lattice/errors';
import { runProgram } from '@flake-lattice/programs';
import { adaptPrograms } from './adapt-programs.js';
import type { DebianPackages } from './debian-packages.js';
import type { Part } from './make-part.js';
import type { OperatingSystem } from './os-release.js';
import { removeTree } from './remove-tree.js';
import type { Environment } from './run-step.js';
import { unpackPackages } from './unpacked-root.js';

export interface PrivateCc {
  readonly place: string;
  /** Absolute path of a folder for passing work. */
  readonly work: string;
  readonly system: OperatingSystem;
  readonly packages: DebianPackages;
  readonly env: Environment;
  readonly report: (line: string) => void;
}

/** Where gcc and its parts lie. */
const programFolders = ['usr/bin', 'usr/lib/gcc', 'usr/libexec/gcc'];

/**
 * What it links must run with the machine's C library, so it is the compiler of the machine's own release. gcc finds
 * its parts by where they lie, so the packages stay as they were unpacked, but for what is there for readers.
 */
export function privateCcPart({ place, work, system, packages, env, report }: PrivateCc): Part {
  return {
    title: 'private C compiler',
    place,
    recipe: 'gcc, made in way 1',
    fill: async (folder) => {
      const suites = [system.codename ?? 'stable'];
      const wanted = { name: 'gcc', versions: 'of the machine’s release', accepts: () => true, suites };
      const index = await packages.find(wanted);
      const version = (await index.versionOf('gcc')) ?? '';
      report(`private C compiler: fetching gcc ${version.replace(/^\d+:/, '')} (${index.suite})`);
      const files = await index.fetch(['gcc', 'libc6-dev', 'patchelf'], []);
      await unpackPackages(files, folder, env);
      await index.forget();
      for (const unread of ['usr/share', 'var', 'etc']) await removeTree(join(folder, unread));
      return version;
    },
    adapt: (folder, at) => adaptPrograms({ folder, within: programFolders, env }, at),
    prove: () => proveCc(place, join(work, 'proof-cc'), env),
  };
}

async function proveCc(place: string, folder: string, env: Environment): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, 'proof.c'),
    '#include <stdio.h>\nint main(void) { return puts("proven") < 0; }\n',
  );
  const gcc = join(place, 'usr', 'bin', 'gcc');
  const args = [`--sysroot=${place}`, `-B${join(place, 'usr', 'bin')}/`, 'proof.c', '-o', 'proof'];
  const context = { cwd: folder, env };
  const compiled = await runProgram(gcc, args, context);
  const ran = await runProgram(join(folder, 'proof'), [], context);
  await removeTree(folder);
  if (compiled.exitCode === 0 && ran.stdout === 'proven\n') return;
  throw new CodedError({
    code: 'TOOLCHAIN_BROKEN',
    message: `\`${gcc}\` does not work`,
    hint: 'npm run set-up   (makes it again)\nor install a C compiler yourself: apt-get install gcc libc6-dev',
    detail: `${compiled.stderr}${ran.stderr}`.trim().split('\n').slice(-12).join('\n'),
  });
}
