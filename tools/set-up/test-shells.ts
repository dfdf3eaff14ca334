// Makes sure of a zsh and a fish for the tests of completion: the machine's own, else those of the clone.
import { rm } from 'node:fs/promises';
import { isCodedError } from '@flake-lattice/errors';
import { findOnPath } from '@flake-lattice/programs';
import { canBringPackages } from './debian-host.js';
import { isWhole, makePart } from './make-part.js';
import { privateShellsPart } from './private-shells.js';
import type { SetUp } from './set-up-context.js';

export interface TestShells {
  readonly origin?: 'path' | 'private';
  readonly changed: boolean;
}

/** Nothing where they cannot be had: the tests that need them say so. */
export async function setUpTestShells(setUp: SetUp): Promise<TestShells> {
  const { paths, packages, env, report } = setUp;
  const own = await Promise.all(['zsh', 'fish'].map((name) => findOnPath(name, '/usr/bin:/bin')));
  if (own.every((found) => found !== undefined)) return { origin: 'path', changed: false };
  const part = privateShellsPart({ place: paths.shells, work: paths.work, packages, env, report });
  if (!(await isWhole(part)) && !(await canBringPackages(setUp))) {
    report(`${part.title}: this machine lacks zsh or fish; the tests that need them cannot run`);
    return { changed: false };
  }
  try {
    const { changed } = await makePart(part, { work: paths.work, report });
    return { origin: 'private', changed };
  } catch (fault) {
    if (!isCodedError(fault) || fault.code !== 'PACKAGES_UNAVAILABLE') throw fault;
    report(`${part.title}: ${fault.message}; the tests that need them cannot run`);
    for (const line of (fault.detail ?? '').split('\n').filter(Boolean)) report(`  ${line}`);
    await rm(paths.shells, { recursive: true, force: true });
    return { changed: false };
  }
}
