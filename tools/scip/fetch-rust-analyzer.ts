// Brings rust-analyzer to `.toolchain/rust-analyzer` when it is asked for: takes the repository, gives the program.
import { mkdir, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '@flake-lattice/errors';
import { canBringPackages } from '../set-up/debian-host.js';
import { debianPackages } from '../set-up/debian-packages.js';
import { lockFolder } from '../set-up/folder-lock.mjs';
import { isWhole, makePart } from '../set-up/make-part.js';
import { parseOsRelease } from '../set-up/os-release.js';
import { removeTree } from '../set-up/remove-tree.js';
import type { Environment } from '../set-up/run-step.js';
import { librarySourcesOf, privateRustAnalyzerPart, rustAnalyzerOf } from './private-rust-analyzer.js';

export interface FetchRustAnalyzerOptions {
  /** Absolute path of the repository. */
  readonly root: string;
  readonly env: Environment;
  readonly report: (line: string) => void;
}

export interface RustAnalyzer {
  /** Absolute path of the program. */
  readonly path: string;
  /** As Debian calls it: `1.97.1+dfsg1-1`. */
  readonly version: string;
  /** Absolute path of the sources of the standard library. */
  readonly librarySources: string;
}

/**
 * As any user: apt works in a folder of its own, with the mirrors of this machine. What is there already is kept.
 *
 * @throws CodedError PACKAGES_UNAVAILABLE, TOOLCHAIN_BROKEN, DISK_FULL
 */
export async function fetchRustAnalyzer({
  root,
  env,
  report,
}: FetchRustAnalyzerOptions): Promise<RustAnalyzer> {
  await mkdir(join(root, '.toolchain'), { recursive: true });
  const folder = await realpath(join(root, '.toolchain'));
  const place = join(folder, 'rust-analyzer');
  const work = join(folder, 'work-rust-analyzer');
  const free = await lockFolder(join(folder, 'rust-analyzer.lock'), {
    onWait: (holder) => report(`waiting for another run, ${holder}`),
  });
  try {
    await removeTree(work);
    await mkdir(work, { recursive: true });
    const system = parseOsRelease(await readFile('/etc/os-release', 'utf8').catch(() => ''));
    const packages = debianPackages({ folder: join(work, 'apt'), system, env });
    const part = privateRustAnalyzerPart({ place, work, packages, env, report });
    if (!(await isWhole(part)) && !(await canBringPackages({ system, env }))) throw notHere(system.id);
    const { version } = await makePart(part, { work, report });
    return { path: rustAnalyzerOf(place), version, librarySources: librarySourcesOf(place) };
  } finally {
    await removeTree(work);
    await free();
  }
}

function notHere(system: string): CodedError {
  return new CodedError({
    code: 'PACKAGES_UNAVAILABLE',
    message: `\`rust-analyzer\` comes from packages of Debian, which cannot be brought to this machine (\`${system}\`)`,
    hint: 'run it on Debian or its kin',
  });
}
