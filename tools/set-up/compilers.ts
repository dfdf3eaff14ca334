// Makes sure of rustc, cargo and a C compiler: the machine's own where it has them, else those of Debian's packages.
import { type Brought, bringPart } from './bring-part.js';
import { findHostCompilers } from './host-compilers.js';
import type { Part } from './make-part.js';
import { checkPart } from './part-stamp.js';
import { privateCcPart } from './private-cc.js';
import { privateRustPart } from './private-rust.js';
import { removeTree } from './remove-tree.js';
import type { SetUp } from './set-up-context.js';
import { writeCompilerWrappers } from './write-wrappers.js';

export interface Compilers {
  readonly rust?: 'path' | 'private';
  readonly cc?: 'path' | 'private';
  readonly changed: boolean;
}

/**
 * One that cannot be had is a warning, and each run tries again: only crates and their tests need it.
 *
 * @throws CodedError TOOLCHAIN_BROKEN, DISK_FULL
 */
export async function setUpCompilers(setUp: SetUp): Promise<Compilers> {
  const { paths, packages, env, report, system } = setUp;
  const host = await findHostCompilers(env, paths.bin);
  const shared = { work: paths.work, packages, env, report };
  const rust = await settle(setUp, host.rust, privateRustPart({ ...shared, place: paths.rust }));
  const cc = await settle(setUp, host.cc, privateCcPart({ ...shared, place: paths.cc, system }));
  const wrapped = await writeCompilerWrappers(paths);
  return {
    ...(rust.origin ? { rust: rust.origin } : {}),
    ...(cc.origin ? { cc: cc.origin } : {}),
    changed: rust.changed || cc.changed || wrapped,
  };
}

const lack = { machine: 'has none on PATH', loss: 'what compiles does not work' };

async function settle(setUp: SetUp, onHost: boolean, part: Part): Promise<Brought> {
  if (!onHost) return bringPart(setUp, part, lack);
  const { state } = await checkPart(part.place, part.recipe);
  // A part that was brought earlier stays for a poorer PATH, but not when it would fail there.
  if (state === 'whole' || state === 'absent') return { origin: 'path', changed: false };
  await removeTree(part.place);
  return { origin: 'path', changed: true };
}
