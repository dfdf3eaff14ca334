// The benches: each measures the command beside a peer or a floor in one run, and has a ratio that it must keep.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PublishedCommand } from '../pack/published-command.js';
import { type Bench, bench } from './bench-record.js';
import type { HttpPrograms } from './http-parsing/programs.js';
import { type LatticeRepositories, readGenerated } from './lattice-repository.js';
import { type Measure, measure, type Run } from './measure.js';

const tool = import.meta.dirname;

function generate({ file, env }: PublishedCommand, folder: () => string): Run {
  return { command: process.execPath, args: [file, 'generate', '--quiet'], folder, env };
}

function script(name: string, args: readonly string[], folder: () => string): Run {
  return { command: process.execPath, args: [join(tool, name), ...args], folder };
}

/** @param times how often each is run */
export function benchGenerating(
  command: PublishedCommand,
  { fresh }: LatticeRepositories,
  times: number,
): readonly Bench[] {
  const root = fresh();
  measure([generate(command, () => root)], 1);
  const bundle = join(root, '.git/bundle.json');
  writeFileSync(bundle, JSON.stringify(readGenerated(root)));
  const unchanged = [generate(command, () => root), script('plain-read.mjs', ['generated'], () => root)];
  const anew = [generate(command, fresh), script('plain-write.mjs', [bundle, 'generated'], fresh)];
  return [
    bench(
      'generate',
      'generating 1,000 nodes from nothing, beside writing and renaming the same bytes',
      measure(anew, times) as [Measure, Measure],
      2,
    ),
    bench(
      'unchanged',
      'generating 1,000 nodes that are up to date, beside reading and hashing them',
      measure(unchanged, times) as [Measure, Measure],
      2,
    ),
  ];
}

export function benchGrowth(
  command: PublishedCommand,
  small: LatticeRepositories,
  large: LatticeRepositories,
  times: number,
): readonly Bench[] {
  const both = measure([generate(command, large.fresh), generate(command, small.fresh)], times);
  return [bench('growth', 'generating 10,000 nodes, beside 1,000', both as [Measure, Measure], 15, 2 ** 30)];
}

/** @param crate absolute path of a crate of 20,000 lines */
export function benchSplitting(crate: string, times: number): readonly Bench[] {
  const both = measure(
    [
      { ...script('plan-split.mjs', [crate], () => crate), reports: true },
      { ...script('plan-split.mjs', [crate, 'parse'], () => crate), reports: true },
    ],
    times,
  );
  return [
    bench(
      'split',
      'planning and emitting the units of a crate of 20,000 lines, beside tree-sitter parsing it',
      both as [Measure, Measure],
      10,
    ),
  ];
}

export function benchFacade({ facade, original }: HttpPrograms, times: number): readonly Bench[] {
  const program = (command: string): Run => ({ command, args: [], folder: () => tool, reports: true });
  const both = measure([program(facade), program(original)], times);
  return [
    bench(
      'facade',
      'parsing requests by the facade of httparse over its units, beside httparse itself, without LTO',
      both as [Measure, Measure],
      1.1,
    ),
  ];
}

export function benchLocks(
  command: PublishedCommand,
  { fresh }: LatticeRepositories,
  times: number,
): readonly Bench[] {
  const root = fresh();
  measure([generate(command, () => root)], 1);
  const unlocked = () => {
    for (const file of ['generated/flake.lock', 'flake.lock']) rmSync(join(root, file), { force: true });
    return root;
  };
  const nix = join(tool, '../../.toolchain/bin/nix');
  const both = measure(
    [
      { ...script('write-locks.mjs', [], unlocked), reports: true },
      {
        command: '/bin/sh',
        args: ['-c', '"$0" flake lock ./generated && "$0" flake lock .', nix],
        folder: unlocked,
      },
    ],
    times,
  );
  return [
    bench(
      'locks',
      'planning and writing the locks of hub and root of 1,000 nodes, beside `nix flake lock` of both',
      both as [Measure, Measure],
      0.1,
    ),
  ];
}
