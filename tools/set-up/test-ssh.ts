// Makes sure of an sshd for the tests of more than one machine: the machine's own, else one of the clone's.
import { access, constants, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Brought, bringPart } from './bring-part.js';
import { pathWithout } from './host-compilers.js';
import { privateSshPart, sshPrograms } from './private-ssh.js';
import type { SetUp } from './set-up-context.js';

const lack = { machine: 'has none', loss: 'the tests that need it cannot run' };

/** Nothing where it cannot be had: the tests that need it say so. */
export async function setUpTestSsh(setUp: SetUp): Promise<Brought> {
  const { paths, packages, env, report } = setUp;
  if (await hasOwn(setUp)) return { origin: 'path', changed: false };
  const part = privateSshPart({ place: paths.ssh, work: paths.work, packages, env, report });
  const brought = await bringPart(setUp, part, lack);
  if (brought.origin === undefined) await rm(paths.ssh, { recursive: true, force: true });
  return brought;
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
