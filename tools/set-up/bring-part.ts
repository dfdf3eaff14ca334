// Brings a part that a clone can do without: takes it and what to say where it cannot be had, makes it whole or says so.
import { isCodedError } from '@flake-lattice/errors';
import { canBringPackages } from './debian-host.js';
import { isWhole, makePart, type Part } from './make-part.js';
import type { SetUp } from './set-up-context.js';

/** Where something lies: on the machine's PATH, in the clone, or, without an origin, nowhere. */
export interface Brought {
  readonly origin?: 'path' | 'private';
  readonly changed: boolean;
}

export interface Lack {
  /** What this machine lacks, as the end of `this machine ...`. */
  readonly machine: string;
  /** What does not work without. */
  readonly loss: string;
}

/**
 * One that cannot be had is a warning, and each run tries again.
 *
 * @throws CodedError TOOLCHAIN_BROKEN, DISK_FULL
 */
export async function bringPart(setUp: SetUp, part: Part, lack: Lack): Promise<Brought> {
  const { paths, report } = setUp;
  const made = await unlessLacking(setUp, part, lack, () => makePart(part, { work: paths.work, report }));
  return made ? { origin: 'private', changed: made.changed } : { changed: false };
}

/** What `make` makes of the part; nothing where its packages cannot be had, which is told. */
export async function unlessLacking<Made>(
  setUp: SetUp,
  part: Part,
  { machine, loss }: Lack,
  make: () => Promise<Made>,
): Promise<Made | undefined> {
  const { report } = setUp;
  if (!(await isWhole(part)) && !(await canBringPackages(setUp))) {
    report(`${part.title}: this machine ${machine}; ${loss}`);
    return undefined;
  }
  try {
    return await make();
  } catch (fault) {
    if (!isCodedError(fault) || fault.code !== 'PACKAGES_UNAVAILABLE') throw fault;
    report(`${part.title}: ${fault.message}; ${loss}`);
    for (const line of (fault.detail ?? '').split('\n').filter(Boolean)) report(`  ${line}`);
    return undefined;
  }
}
