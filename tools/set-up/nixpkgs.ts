// Chooses the nixpkgs of this machine and writes it down: the stand-in on host tools, or the real one.
import { join } from 'node:path';
import { renderHostFacts } from '../../packages/cli/src/building/render-host-facts.js';
import type { Compilers } from './compilers.js';
import { pathReference } from './flake-path.js';
import { pathWithout } from './host-compilers.js';
import { copyHostNixpkgs } from './host-nixpkgs-copy.js';
import { findLackingHostTools } from './host-tools.js';
import type { SetUp } from './set-up-context.js';
import { writeText } from './write-text.js';

export interface ChosenNixpkgs {
  readonly kind: 'host-tools' | 'real';
  readonly reference: string;
  /** What the machine lacks for the stand-in. */
  readonly lacking: readonly string[];
}

/** `FLAKE_LATTICE_NIXPKGS`, a flake reference, overrides what the machine's tools suggest. */
async function choose({ env, paths }: SetUp): Promise<ChosenNixpkgs> {
  const named = env.FLAKE_LATTICE_NIXPKGS;
  if (named) return { kind: 'real', reference: named, lacking: [] };
  const lacking = await findLackingHostTools();
  return lacking.length === 0
    ? { kind: 'host-tools', reference: pathReference(paths.nixpkgs), lacking }
    : { kind: 'real', reference: 'flake:nixpkgs', lacking };
}

/** @returns whether anything changed */
async function write(setUp: SetUp, chosen: ChosenNixpkgs, compilers: Compilers): Promise<boolean> {
  const { paths, report } = setUp;
  const changed = await writeText(paths.nixpkgsReference, `${chosen.reference}\n`);
  if (chosen.kind === 'real') {
    if (changed && chosen.lacking.length > 0)
      report(
        `nixpkgs: the tools of this machine are not enough for the stand-in (${chosen.lacking.join(', ')}), so the real one is used: ${chosen.reference}`,
      );
    return changed;
  }
  const copied = await copyHostNixpkgs({
    source: join(setUp.root, 'nix', 'host-nixpkgs'),
    facts: renderHostFacts(await readFacts(setUp, compilers)),
    place: paths.nixpkgs,
    work: paths.work,
  });
  if (copied) report('nixpkgs: the stand-in, with the tools of this machine');
  return changed || copied;
}

/** The machine's own tools are taken, unless it has none that work. */
async function readFacts({ env, paths, readFacts: read }: SetUp, { rust, cc }: Compilers) {
  const path = await pathWithout(env.PATH, paths.bin);
  const own = rust === 'private' ? [paths.bin, path] : cc === 'private' ? [path, paths.bin] : [path];
  return read(own.join(':'));
}

export const setUpNixpkgs = { choose, write } as const;
