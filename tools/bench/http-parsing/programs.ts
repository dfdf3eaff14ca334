// For benches: one program over httparse as it is and over its facade, both compiled without LTO.
import { copyFile, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommandIo } from '@flake-lattice/command-shell';
import { findCargo, runCargo } from '@flake-lattice/programs';
import { splitCrate } from '@flake-lattice/rust-units';
import { fetchCrates, findCrate } from '../../crates/fetch-crates.js';

const root = join(import.meta.dirname, '../../..');

export interface HttpPrograms {
  /** Absolute paths of programs that print how many milliseconds they took. */
  readonly facade: string;
  readonly original: string;
  readonly remove: () => Promise<void>;
}

export async function compileHttpPrograms({ env, err }: CommandIo): Promise<HttpPrograms> {
  const { registry } = await fetchCrates({ root, env, report: (line) => err(`    ${line}\n`) });
  const crate = await findCrate(registry, 'httparse');
  if (crate === undefined) throw new Error('httparse was not fetched');
  const base = await realpath(await mkdtemp(join(tmpdir(), 'flake-lattice-bench-')));
  const split = await splitCrate({
    folder: crate,
    facadeFolder: join(base, 'facade'),
    granularity: 'declaration',
    header: ['Made for a bench.'],
    isToBeVerified: false,
    env,
    findCargo: () => findCargo({ cwd: root, env }),
  });
  try {
    if (split.split.units.length < 20) throw new Error('httparse was not split into units');
    return {
      facade: await compile(join(base, 'of-facade'), split.packages, env),
      original: await compile(join(base, 'of-original'), split.original, env),
      remove: () => rm(base, { recursive: true, force: true }),
    };
  } finally {
    await split.remove();
  }
}

/** Release profiles have no LTO between crates, unless they ask for it. */
async function compile(folder: string, httparse: string, env: CommandIo['env']): Promise<string> {
  await mkdir(folder);
  await copyFile(join(import.meta.dirname, 'main.rs'), join(folder, 'main.rs'));
  const manifest = `[package]\nname = "http-parsing"\nversion = "0.1.0"\nedition = "2021"\n\n[workspace]\n\n[[bin]]\nname = "http-parsing"\npath = "main.rs"\n\n[dependencies]\nhttparse = { path = ${JSON.stringify(httparse)} }\n`;
  await writeFile(join(folder, 'Cargo.toml'), manifest);
  const cargo = await findCargo({ cwd: root, env });
  const { exitCode, stderr } = await runCargo(cargo, ['build', '--release', '--offline', '--quiet'], {
    cwd: folder,
    env,
    targetFolder: join(folder, 'target'),
  });
  if (exitCode !== 0) throw new Error(`cargo build: ${stderr}`);
  return join(folder, 'target/release/http-parsing');
}
