// Makes sure of a zsh and a fish for the tests of completion: the machine's own, else those of the clone.
import { rm } from 'node:fs/promises';
import { findOnPath } from '@flake-lattice/programs';
import { type Brought, bringPart } from './bring-part.js';
import { privateShellsPart } from './private-shells.js';
import type { SetUp } from './set-up-context.js';

const lack = { machine: 'lacks zsh or fish', loss: 'the tests that need them cannot run' };

/** Nothing where they cannot be had: the tests that need them say so. */
export async function setUpTestShells(setUp: SetUp): Promise<Brought> {
  const { paths, packages, env, report } = setUp;
  const own = await Promise.all(['zsh', 'fish'].map((name) => findOnPath(name, '/usr/bin:/bin')));
  if (own.every((found) => found !== undefined)) return { origin: 'path', changed: false };
  const part = privateShellsPart({ place: paths.shells, work: paths.work, packages, env, report });
  const brought = await bringPart(setUp, part, lack);
  if (brought.origin === undefined) await rm(paths.shells, { recursive: true, force: true });
  return brought;
}
