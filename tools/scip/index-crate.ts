// Has rust-analyzer index a crate: takes its folder, gives the index and what rust-analyzer said of what it lacks.
import { readFile, rm, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { type Cargo, runProgram } from '@flake-lattice/programs';
import type { RustAnalyzer } from './fetch-rust-analyzer.js';
import { readIndex, type ScipIndex } from './read-index.js';

export interface IndexCrateOptions {
  readonly analyzer: RustAnalyzer;
  readonly cargo: Cargo;
  /** Absolute path of a folder that this run may fill. */
  readonly work: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface IndexedCrate {
  readonly index: ScipIndex;
  /** Whether cargo could tell of no other crates, as where one that is optional is not there. */
  readonly isAlone: boolean;
}

/** The crate as it is compiled by default: its default features, this machine, no tests. */
export async function indexCrate(
  folder: string,
  { analyzer, cargo, work, env }: IndexCrateOptions,
): Promise<IndexedCrate> {
  const output = join(work, 'index.scip');
  const configuration = join(work, 'rust-analyzer.json');
  await rm(output, { force: true });
  const settings = {
    cargo: { sysrootSrc: analyzer.librarySources, cfgs: ['debug_assertions'], allTargets: false },
    cfg: { setTest: false },
    procMacro: { enable: false },
  };
  await writeFile(configuration, JSON.stringify(settings));
  const args = ['scip', folder, '--output', output, '--config-path', configuration];
  const { stderr, exitCode } = await runProgram(analyzer.path, args, {
    cwd: folder,
    env: {
      ...env,
      PATH: `${dirname(cargo.path)}${delimiter}${env.PATH ?? ''}`,
      CARGO: cargo.path,
      CARGO_NET_OFFLINE: 'true',
      CARGO_TARGET_DIR: join(work, 'target'),
    },
  });
  const bytes = await readFile(output).catch(() => undefined);
  if (exitCode !== 0 || bytes === undefined)
    throw new Error(`rust-analyzer cannot index ${folder}: ${stderr.split('\n').slice(-12).join('\n')}`);
  return { index: await readIndex(bytes), isAlone: stderr.includes('`--no-deps`') };
}
