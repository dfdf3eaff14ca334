// The benches: each measures the command beside a peer or a floor in one run, and has a ratio that it must keep.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LatticeRepository, makeLatticeRepository, readGenerated } from './lattice-repository.js';
import { type Measure, measure, type Run } from './measure.js';

export interface Bench {
  readonly name: string;
  /** One sentence. */
  readonly measures: string;
  readonly ours: Measure;
  readonly peer: Measure;
  /** The median of ours by that of the peer. */
  readonly ratio: number;
  /** The ratio may be this at most. */
  readonly limit: number;
  /** In bytes; ours may take this at most. */
  readonly memoryLimit?: number;
}

const tool = import.meta.dirname;
const command = join(tool, '../../packages/cli/dist/bundle/command.js');

function ours(root: string, args: readonly string[], prepare?: () => void): Run {
  const start = `import(${JSON.stringify(command)}).then(async ({ run }) => { process.exitCode = await run(${JSON.stringify(args)}); })`;
  return { command: process.execPath, args: ['-e', start], cwd: root, ...(prepare ? { prepare } : {}) };
}

function script(name: string, args: readonly string[], cwd: string, prepare?: () => void): Run {
  return {
    command: process.execPath,
    args: [join(tool, name), ...args],
    cwd,
    ...(prepare ? { prepare } : {}),
  };
}

function bench(
  name: string,
  measures: string,
  [mine, peer]: readonly [Measure, Measure],
  limit: number,
  memoryLimit?: number,
): Bench {
  return {
    name,
    measures,
    ours: mine,
    peer,
    ratio: mine.median / peer.median,
    limit,
    ...(memoryLimit === undefined ? {} : { memoryLimit }),
  };
}

const generateArgs = ['generate', '--quiet'];

/** @param times how often each is run */
export function benchGenerating({ root }: LatticeRepository, times: number): readonly Bench[] {
  const generated = join(root, 'generated');
  const clear = () => {
    rmSync(generated, { recursive: true, force: true });
    rmSync(join(root, '.git/flake-lattice'), { recursive: true, force: true });
    rmSync(join(root, 'flake.lock'), { force: true });
  };
  measure([ours(root, generateArgs, clear)], 1);
  const bundle = join(root, '.git/bundle.json');
  writeFileSync(bundle, JSON.stringify(readGenerated(root)));
  const peerFolder = join(root, '.git/peer');
  const unchanged = measure(
    [ours(root, generateArgs), script('plain-read.mjs', [generated], root)],
    times,
  ) as [Measure, Measure];
  const fresh = measure(
    [
      ours(root, generateArgs, clear),
      script('plain-write.mjs', [bundle, peerFolder], root, () =>
        rmSync(peerFolder, { recursive: true, force: true }),
      ),
    ],
    times,
  ) as [Measure, Measure];
  return [
    bench(
      'generate',
      'generating 1,000 nodes from nothing, beside writing and renaming the same bytes',
      fresh,
      2,
    ),
    bench(
      'unchanged',
      'generating 1,000 nodes that are up to date, beside reading and hashing them',
      unchanged,
      2,
    ),
  ];
}

export function benchGrowth(
  small: LatticeRepository,
  large: LatticeRepository,
  times: number,
): readonly Bench[] {
  const runOf = ({ root }: LatticeRepository) =>
    ours(root, generateArgs, () => {
      rmSync(join(root, 'generated'), { recursive: true, force: true });
      rmSync(join(root, '.git/flake-lattice'), { recursive: true, force: true });
      rmSync(join(root, 'flake.lock'), { force: true });
    });
  const both = measure([runOf(large), runOf(small)], times) as [Measure, Measure];
  return [bench('growth', 'generating 10,000 nodes, beside 1,000', both, 15, 2 ** 30)];
}

export function benchLocks({ root }: LatticeRepository, times: number): readonly Bench[] {
  const locks = [join(root, 'generated/flake.lock'), join(root, 'flake.lock')];
  const clear = () => {
    for (const file of locks) rmSync(file, { force: true });
  };
  const nix = join(tool, '../../.toolchain/bin/nix');
  const peer: Run = {
    command: '/bin/sh',
    args: ['-c', '"$0" flake lock ./generated && "$0" flake lock .', nix],
    cwd: root,
    prepare: clear,
  };
  const both = measure([ours(root, generateArgs, clear), peer], times) as [Measure, Measure];
  return [
    bench(
      'locks',
      'writing the locks of hub and root of 1,000 nodes, beside `nix flake lock` of both',
      both,
      0.1,
    ),
  ];
}

export function makeRepositories(): { readonly small: LatticeRepository; readonly large: LatticeRepository } {
  return { small: makeLatticeRepository(1_000), large: makeLatticeRepository(10_000) };
}
