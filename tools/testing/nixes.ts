// For tests: the versions of Nix that set-up brought, and a describe that runs over them or fails loudly.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from '@jest/globals';

export const workspaceRoot = join(import.meta.dirname, '../..');

export interface TestedNix {
  readonly label: string;
  /** Absolute path of the program. */
  readonly path: string;
}

export const newestNix: TestedNix = {
  label: 'the newest Nix',
  path: join(workspaceRoot, '.toolchain/bin/nix'),
};
export const oldestNix: TestedNix = {
  label: 'Nix 2.26',
  path: join(workspaceRoot, '.toolchain/nix-2.26/bin/nix'),
};

/** An environment in which commands of this repository find just that Nix, and nothing of the user's. */
export function environmentWith(nix: TestedNix): Record<string, string> {
  return {
    PATH: '/usr/bin:/bin',
    HOME: '/nonexistent',
    FLAKE_LATTICE_NIX: nix.path,
    ...(process.env.CI === undefined ? {} : { CI: process.env.CI }),
  };
}

/** Runs the suite once for each Nix. One that is not there is a test that fails in CI, and says so elsewhere. */
export function describeWithNix(
  name: string,
  suite: (nix: TestedNix) => void,
  nixes: readonly TestedNix[] = [newestNix, oldestNix],
): void {
  for (const nix of nixes) {
    describe(`${name}, with ${nix.label}`, () => {
      if (existsSync(nix.path)) suite(nix);
      else test(`NOT RUN: ${nix.path} is missing; npm run set-up -- --for-tests`, () => failInCi(nix));
    });
  }
}

function failInCi(nix: TestedNix): void {
  const fact = `${nix.path} is missing, so its tests did not run`;
  if (process.env.CI) throw new Error(fact);
  process.stderr.write(`\nNOT RUN: ${fact}\n`);
}
