// For tests: a git repository of its own with a lattice in it, whose flakes are generated as the command would.
import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type ProgramResult, runProgram } from '@flake-lattice/programs';
import { environmentWith, newestNix, type TestedNix, workspaceRoot } from '../../../tools/testing/nixes.js';
import { type LatticePlans, planAll } from './plan-all.fixture.js';

export interface LatticeRepository {
  /** Absolute path. */
  readonly root: string;
  readonly write: (file: string, contents: string) => Promise<void>;
  /** Writes all flakes of lattice.toml, and makes every file known to git. */
  readonly generate: () => Promise<LatticePlans>;
  readonly run: (program: string, args: readonly string[], nix?: TestedNix) => Promise<ProgramResult>;
  /** What `nix` prints, without the last line end. @throws with all that it said where it fails */
  readonly nix: (nix: TestedNix, args: readonly string[]) => Promise<string>;
  readonly remove: () => Promise<void>;
}

/** With the stand-in at `nix/host-nixpkgs`. @param files contents by path */
export async function createLatticeRepository(
  files: Readonly<Record<string, string>>,
): Promise<LatticeRepository> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'lattice-')));
  const write = async (file: string, contents: string) => {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), contents);
  };
  const run: LatticeRepository['run'] = (program, args, nix = newestNix) =>
    runProgram(program, args, { cwd: root, env: environmentWith(nix) });
  await run('git', ['init', '--quiet']);
  await cp(join(workspaceRoot, 'nix/host-nixpkgs'), join(root, 'nix/host-nixpkgs'), { recursive: true });
  for (const [file, contents] of Object.entries(files)) await write(file, contents);
  return {
    root,
    write,
    run,
    generate: async () => {
      const all = await planAll(join(root, 'lattice.toml'));
      for (const [path, contents] of all.files) await write(join(all.lattice.output, path), contents);
      await run('git', ['add', '--all']);
      return all;
    },
    nix: async (nix, args) => {
      const { stdout, stderr, exitCode } = await run(nix.path, args, nix);
      if (exitCode !== 0) throw new Error(`nix ${args.join(' ')} ended with ${exitCode}\n${stderr}`);
      return stdout.trimEnd();
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}
