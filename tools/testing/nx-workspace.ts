// For tests: makes a repository an Nx workspace with the plugin of this one, and runs Nx in it.
import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ProgramResult, runProgram } from '@flake-lattice/programs';
import { environmentWith, newestNix, workspaceRoot } from './nixes.js';

export interface NxWorkspace {
  readonly nx: (...args: string[]) => Promise<ProgramResult>;
  /** Edges as `nx graph` writes them, `from -> to`, those to flakes outside by the name of the input; sorted. */
  readonly readEdges: () => Promise<readonly string[]>;
}

/** @param settings of nx.json, beside those that every test has */
export function makeNxWorkspace(root: string, settings: object = {}): NxWorkspace {
  const nxJson = {
    neverConnectToCloud: true,
    analytics: false,
    cacheDirectory: '.nx/cache',
    plugins: ['@flake-lattice/nx'],
    ...settings,
  };
  const write = (name: string, text: string) => writeFileSync(join(root, name), text);
  write('nx.json', `${JSON.stringify(nxJson, undefined, 2)}\n`);
  if (!existsSync(join(root, 'package.json')))
    write('package.json', '{ "name": "tried", "private": true }\n');
  write('.gitignore', 'node_modules\n.nx\n');
  symlinkSync(join(workspaceRoot, 'node_modules'), join(root, 'node_modules'));
  return { nx: (...args) => runNx(root, args), readEdges: () => readEdges(root) };
}

export function nxEnvironment(root: string): Record<string, string> {
  return {
    ...environmentWith(newestNix),
    NX_DAEMON: 'false',
    NX_TUI: 'false',
    FORCE_COLOR: '0',
    // Nx keeps files in the system's temporary folder unless it is told of another.
    NX_NATIVE_FILE_CACHE_DIRECTORY: join(workspaceRoot, '.nx/native'),
    NX_SOCKET_DIR: join(root, '.nx/socket'),
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_SYSTEM: '/dev/null',
  };
}

function runNx(root: string, args: readonly string[]): Promise<ProgramResult> {
  const bin = join(workspaceRoot, 'node_modules/.bin/nx');
  return runProgram(process.execPath, [bin, ...args], { cwd: root, env: nxEnvironment(root) });
}

interface Edge {
  readonly source: string;
  readonly target: string;
}
type Dependencies = Readonly<Record<string, readonly Edge[]>>;

export async function readEdges(root: string): Promise<readonly string[]> {
  const { exitCode, stdout, stderr } = await runNx(root, ['graph', '--file=.nx/graph.json']);
  if (exitCode !== 0) throw new Error(`nx graph ended with ${exitCode}:\n${stdout}${stderr}`);
  const read = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'));
  const shown = read('.nx/graph.json').graph.dependencies as Dependencies;
  // Nx shows no edge to what is outside, and keeps them with the others.
  const kept = read('.nx/workspace-data/project-graph.json').dependencies as Dependencies;
  const outside = Object.values(kept)
    .flat()
    .filter(({ target }) => target.startsWith('nix:'));
  return [...Object.values(shown).flat(), ...outside]
    .map(({ source, target }) => `${source} -> ${target.replace(/@[0-9a-f]{8}$/, '')}`)
    .sort();
}
