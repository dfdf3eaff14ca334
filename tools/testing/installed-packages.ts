// For tests: packs what is published, and installs it as a user does, with no way back to this workspace.
import { mkdir, mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { type ProgramResult, runProgram } from '@flake-lattice/programs';
import { pathWithCompilers } from './machine.js';
import { environmentWith, newestNix, workspaceRoot } from './nixes.js';

export interface InstalledPackages {
  /** Absolute path of a folder that all that is made lies in. */
  readonly top: string;
  /** Absolute paths of the tarballs. */
  readonly tarballs: readonly string[];
  /** Makes a folder and installs packages there: tarballs, or names with versions. Gives its absolute path. */
  readonly install: (folder: string, packages: readonly string[]) => Promise<string>;
  /** A runner of what was installed in `place`, and of Nix and the tools of the machine, that fails where the program does. */
  readonly runnerIn: (place: string) => Run;
  readonly remove: () => Promise<void>;
}

export type Run = (folder: string, program: string, ...args: readonly string[]) => Promise<string>;

/** Nothing of the user's is left but the cache of npm, which spares downloads. */
export async function packAndInstall(): Promise<InstalledPackages> {
  const top = await realpath(await mkdtemp(join(tmpdir(), 'flake-lattice-packed-')));
  const [packed, home] = [join(top, 'packed'), join(top, 'home')];
  await mkdir(home);
  const pack = [join(workspaceRoot, 'tools/bootstrap.mjs'), 'tools/pack/pack.ts', packed];
  expectDone(await runProgram(process.execPath, pack, { cwd: workspaceRoot, env: process.env }));
  const tarballs = (await readdir(packed)).sort().map((name) => join(packed, name));
  const asked = await runProgram('npm', ['config', 'get', 'cache'], { cwd: workspaceRoot, env: process.env });
  const cache = asked.stdout.trim();
  const compilers = await pathWithCompilers();

  const install = async (folder: string, packages: readonly string[]) => {
    const place = join(top, folder);
    await mkdir(place);
    await writeFile(join(place, 'package.json'), '{ "name": "tried", "private": true, "type": "module" }\n');
    const env = { ...process.env, HOME: home, npm_config_cache: cache };
    const options = ['--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund'];
    expectDone(await runProgram('npm', ['install', ...options, ...packages], { cwd: place, env }));
    return place;
  };
  const runnerIn = (place: string): Run => {
    const path = [
      join(place, 'node_modules/.bin'),
      dirname(newestNix.path),
      dirname(process.execPath),
      compilers,
    ];
    const env = {
      ...environmentWith(newestNix),
      HOME: home,
      PATH: path.join(delimiter),
      NX_DAEMON: 'false',
      NX_TUI: 'false',
      FORCE_COLOR: '0',
      NX_SOCKET_DIR: join(top, 'nx-socket'),
      NX_NATIVE_FILE_CACHE_DIRECTORY: join(top, 'nx-native'),
    };
    return async (folder, program, ...args) =>
      expectDone(await runProgram(program, args, { cwd: folder, env })).stdout;
  };
  const remove = async () => {
    await rm(top, { recursive: true, force: true });
  };
  return { top, tarballs, install, runnerIn, remove };
}

function expectDone(result: ProgramResult): ProgramResult {
  if (result.exitCode === 0) return result;
  throw new Error(`it ended with ${result.exitCode}:\n${result.stdout}${result.stderr}`);
}
