// For the stand-in's tests: runs Nix on it, and makes the copy that knows the tools of this machine.
import { cp, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type HostFacts, type ProgramResult, runNix } from '@flake-lattice/programs';
import { renderHostFacts } from '../../packages/cli/src/building/render-host-facts.js';
import { environmentWith, type TestedNix } from '../../tools/testing/nixes.js';

export const standIn = import.meta.dirname;
export const fixtures = join(standIn, 'fixtures');

/** Runs `nix` in a folder, the stand-in's own by default, with nothing of the user's environment. */
export function run(nix: TestedNix, args: readonly string[], cwd = standIn): Promise<ProgramResult> {
  const tested = { path: nix.path, version: { text: '', major: 0, minor: 0 } };
  return runNix(tested, args, { cwd, env: environmentWith(nix) });
}

/** What `nix` prints, without the last line end. @throws with all that it said where it fails */
export async function read(nix: TestedNix, args: readonly string[], cwd = standIn): Promise<string> {
  const { stdout, stderr, exitCode } = await run(nix, args, cwd);
  if (exitCode !== 0) throw new Error(`nix ${args.join(' ')} ended with ${exitCode}\n${stderr}`);
  return stdout.trimEnd();
}

export async function evaluate(nix: TestedNix, expression: string): Promise<unknown> {
  return JSON.parse(await read(nix, ['eval', '--impure', '--json', '--expr', expression]));
}

/** The text of an error that evaluating or building gives. @throws where there is none */
export async function readFault(nix: TestedNix, args: readonly string[]): Promise<string> {
  const { stdout, stderr, exitCode } = await run(nix, args);
  if (exitCode === 0) throw new Error(`nix ${args.join(' ')} should fail, and printed ${stdout}`);
  return stderr;
}

export async function makeTemporaryFolder(): Promise<string> {
  return realpath(await mkdtemp(join(tmpdir(), 'host-nixpkgs-')));
}

/** A copy of the stand-in with `host.nix` beside it, in a new folder inside `folder`. */
export async function copyWithFacts(folder: string, facts: HostFacts): Promise<string> {
  const copy = join(await mkdtemp(join(folder, 'known-')), 'nixpkgs');
  await cp(standIn, copy, { recursive: true });
  await writeFile(join(copy, 'host.nix'), renderHostFacts(facts));
  return copy;
}

export const removeFolder = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true });
