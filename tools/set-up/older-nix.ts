// Makes `.toolchain/nix-2.26/bin/nix` work: the oldest Nix that the tests hold this tool to.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isCodedError } from '@flake-lattice/errors';
import { canBringPackages } from './debian-host.js';
import { isWhole } from './make-part.js';
import { bringWorkingNix, type NixResult } from './nix.js';
import { olderNixWanted } from './nix-suites.js';
import type { ChosenNixpkgs } from './nixpkgs.js';
import { privateNixPart } from './private-nix.js';
import { settleSandbox } from './sandbox.js';
import type { SetUp } from './set-up-context.js';
import { writeNixWrappers } from './write-wrappers.js';

/** Nothing where it cannot be had: the tests that need it say so. */
export async function setUpOlderNix(setUp: SetUp, nixpkgs: ChosenNixpkgs): Promise<NixResult | undefined> {
  const { paths, packages, env, report } = setUp;
  const { olderNixBin: bin, olderNixProgram: place, olderNixStore: store } = paths;
  const part = privateNixPart({
    title: 'Nix 2.26 for the tests',
    place,
    work: paths.work,
    wanted: olderNixWanted,
    packages,
    env,
    report,
  });
  if (!(await isWhole(part)) && !(await canBringPackages(setUp))) {
    report('Nix 2.26 for the tests: not here, as it comes from Debian; the tests that need it cannot run');
    return undefined;
  }
  const wrap = async () =>
    writeNixWrappers({
      program: join(place, 'bin', 'nix'),
      bin,
      sandbox: await settleSandbox(setUp, join(paths.bin, 'nix')),
      store,
      registry: nixpkgs.kind === 'real',
      paths,
    });
  try {
    const { changed, version } = await bringWorkingNix(setUp, part, wrap, bin);
    return { nix: { path: join(bin, 'nix'), version, origin: 'private' }, changed };
  } catch (fault) {
    if (!isCodedError(fault) || fault.code !== 'PACKAGES_UNAVAILABLE') throw fault;
    report(`${part.title}: ${fault.message}; the tests that need it cannot run`);
    for (const line of (fault.detail ?? '').split('\n').filter(Boolean)) report(`  ${line}`);
    await rm(bin, { recursive: true, force: true });
    return undefined;
  }
}
