// The io of a task: takes the root of the workspace. What a task gives is its result, so that nothing is printed as output.
import type { CommandIo } from '@flake-lattice/command-shell';

export function taskIo(root: string): CommandIo {
  return { cwd: root, env: process.env, out: () => {}, err: (text) => process.stderr.write(text) };
}
