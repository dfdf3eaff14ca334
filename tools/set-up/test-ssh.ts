// Makes sure of an sshd for the tests of more than one machine: the machine's own, else one of the clone's.
import { access, constants, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isCodedError } from '@flake-lattice/errors';
import { canBringPackages } from './debian-host.js';
import { pathWithout } from './host-compilers.js';
import { isWhole, makePart } from './make-part.js';
import { privateSshPart, sshPrograms } from './private-ssh.js';
import type { SetUp } from './set-up-context.js';

export interface TestSsh {
  readonly origin?: 'path' | 'private';
  readonly changed: boolean;
}

/** Nothing where it cannot be had: the tests that need it say so. */
export async function setUpTestSsh(setUp: SetUp): Promise<TestSsh> {
  const { paths, packages, env, report } = setUp;
  if (await hasOwn(setUp)) return { origin: 'path', changed: false };
  const part = privateSshPart({ place: paths.ssh, work: paths.work, packages, env, report });
  if (!(await isWhole(part)) && !(await canBringPackages(setUp))) {
    report(`${part.title}: this machine has none; the tests that need it cannot run`);
    return { changed: false };
  }
  try {
    const { changed } = await makePart(part, { work: paths.work, report });
    return { origin: 'private', changed };
  } catch (fault) {
    if (!isCodedError(fault) || fault.code !== 'PACKAGES_UNAVAILABLE') throw fault;
    report(`${part.title}: ${fault.message}; the tests that need it cannot run`);
    for (const line of (fault.detail ?? '').split('\n').filter(Boolean)) report(`  ${line}`);
    await rm(paths.ssh, { recursive: true, force: true });
    return { changed: false };
  }
}

/** Debian keeps sshd where the PATH of a plain user does not lead. */
async function hasOwn({ env, paths }: SetUp): Promise<boolean> {
  const path = `${await pathWithout(env.PATH, paths.bin)}:/usr/sbin:/usr/local/sbin`;
  const found = await Promise.all(
    sshPrograms.map(async (name) =>
      Promise.all(path.split(':').map((folder) => isExecutable(join(folder || '/', name)))),
    ),
  );
  return found.every((places) => places.includes(true));
}

async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
