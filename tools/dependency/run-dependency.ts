// Runs the command of a dependency with this Node: takes the package's name and arguments, gives how it ended.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ProgramResult, runProgram } from '@flake-lattice/programs';

export interface DependencyOptions {
  /** Absolute path of the workspace, whose node_modules hold the package. */
  readonly root: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Options of Node itself. */
  readonly nodeOptions?: readonly string[];
  readonly onOutputLine?: (line: string) => void;
  readonly onErrorLine?: (line: string) => void;
}

/** @param command where the package has several; that of the package's own name otherwise */
export async function runDependency(
  name: string,
  args: readonly string[],
  { root, env = process.env, nodeOptions = [], ...follow }: DependencyOptions,
  command = name.replace(/^.*\//, ''),
): Promise<ProgramResult> {
  const folder = join(root, 'node_modules', name);
  const { bin } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const script = typeof bin === 'string' ? bin : bin[command];
  return runProgram(process.execPath, [...nodeOptions, join(folder, script), ...args], {
    cwd: root,
    env,
    ...follow,
  });
}
