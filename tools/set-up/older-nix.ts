// Makes `.toolchain/nix-2.26/bin/nix` work: the oldest Nix that the tests hold this tool to.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { unlessLacking } from './bring-part.js';
import { bringWorkingNix, type NixResult } from './nix.js';
import { olderNixWanted } from './nix-suites.js';
import type { ChosenNixpkgs } from './nixpkgs.js';
import { privateNixPart } from './private-nix.js';
import { settleSandbox } from './sandbox.js';
import type { SetUp } from './set-up-context.js';
import { writeNixWrappers } from './write-wrappers.js';

const lack = {
  machine: 'has no packages of Debian, from which it comes',
  loss: 'the tests that need it cannot run',
};

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
  const wrap = async () =>
    writeNixWrappers({
      program: join(place, 'bin', 'nix'),
      bin,
      sandbox: await settleSandbox(setUp, join(paths.bin, 'nix')),
      store,
      registry: nixpkgs.kind === 'real',
      paths,
    });
  const made = await unlessLacking(setUp, part, lack, () => bringWorkingNix(setUp, part, wrap, bin));
  if (!made) {
    await rm(bin, { recursive: true, force: true });
    return undefined;
  }
  const { changed, version } = made;
  return { nix: { path: join(bin, 'nix'), version, origin: 'private' }, changed };
}
