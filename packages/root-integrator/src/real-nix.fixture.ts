// Real Nix in the tests of this package: evaluates and parses with each of the Nixes that set-up brought.
import { runNix } from '@flake-lattice/programs';
import { environmentWith, type TestedNix } from '../../../tools/testing/nixes.js';

const unused = { text: '', major: 0, minor: 0 };

/** What a Nix expression evaluates to. */
export async function evaluate({ path }: TestedNix, expression: string, cwd: string): Promise<unknown> {
  const args = ['--eval', '--strict', '--json', '--expr', expression];
  return JSON.parse(await instantiate({ path, label: '' }, args, cwd));
}

/** Texts as the parser prints them, comments and layout gone. */
export async function parseFiles(nix: TestedNix, files: readonly string[], cwd: string): Promise<string> {
  return instantiate(nix, ['--parse', ...files], cwd);
}

async function instantiate(nix: TestedNix, args: readonly string[], cwd: string): Promise<string> {
  const options = { program: 'nix-instantiate', cwd, env: environmentWith(nix) };
  const result = await runNix({ path: nix.path, version: unused }, args, options);
  if (result.exitCode !== 0) throw new Error(`nix-instantiate ${args.join(' ')}\n${result.stderr}`);
  return result.stdout;
}
