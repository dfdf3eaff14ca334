// Asks a nixpkgs what its callers rely on: takes a flake reference or folder, gives its answer, with real Nix.
import { join } from 'node:path';
import { CodedError } from '@flake-lattice/errors';
import { type Nix, runNix } from '@flake-lattice/programs';
import type { Answer } from './recording.js';

export interface AskOptions {
  /** A flake reference, or the absolute path of a folder. */
  readonly nixpkgs: string;
  /** Absolute path of the stand-in, which holds the questions. */
  readonly questions: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** @throws CodedError EVALUATION_FAILED */
export async function askNixpkgs(nix: Nix, options: AskOptions): Promise<Answer> {
  const part = async (name: string) => JSON.parse(await evaluate(nix, options, name));
  const signatures: Answer['signatures'] = await part('signatures');
  const open: string[] = [];
  for (const name of Object.keys(signatures)) if (await takesUnknown(nix, options, name)) open.push(name);
  return {
    signatures,
    open,
    behaviours: await askBehaviours(nix, options),
    names: await askNames(nix, options),
  };
}

/** @throws CodedError EVALUATION_FAILED */
export async function askNames(nix: Nix, options: AskOptions): Promise<Answer['names']> {
  return JSON.parse(await evaluate(nix, options, 'names'));
}

/** An error that Nix cannot catch spoils all answers, so that each is then asked on its own. */
async function askBehaviours(nix: Nix, options: AskOptions): Promise<Answer['behaviours']> {
  const whole = await runEvaluation(nix, options, ['--json'], 'behaviours');
  if (whole.exitCode === 0) return JSON.parse(whole.stdout);
  const names = await runEvaluation(nix, options, ['--json', '--apply', 'builtins.attrNames'], 'behaviours');
  if (names.exitCode !== 0) throw failure(options, names.stderr);
  const behaviours: Record<string, unknown> = {};
  for (const name of JSON.parse(names.stdout) as string[]) {
    const one = await runEvaluation(nix, options, ['--json'], `behaviours."${name}"`);
    behaviours[name] = one.exitCode === 0 ? JSON.parse(one.stdout) : lastError(one.stderr);
  }
  return behaviours;
}

async function takesUnknown(nix: Nix, options: AskOptions, name: string): Promise<boolean> {
  const { exitCode, stderr } = await runEvaluation(nix, options, [], `takesUnknown."${name}"`);
  if (exitCode === 0) return true;
  if (stderr.includes("unexpected argument 'unknownArgument'")) return false;
  throw failure(options, stderr);
}

async function evaluate(nix: Nix, options: AskOptions, attribute: string): Promise<string> {
  const { stdout, stderr, exitCode } = await runEvaluation(nix, options, ['--json'], attribute);
  if (exitCode === 0) return stdout;
  throw failure(options, stderr);
}

function runEvaluation(
  nix: Nix,
  { nixpkgs, questions, cwd, env }: AskOptions,
  flags: readonly string[],
  attribute: string,
) {
  const file = join(questions, 'signatures.nix');
  const args = [
    'eval',
    '--impure',
    ...flags,
    '--file',
    file,
    '--argstr',
    'nixpkgs',
    nixpkgs,
    '--',
    attribute,
  ];
  return runNix(nix, args, { cwd, env });
}

function failure({ nixpkgs }: AskOptions, stderr: string): CodedError {
  return new CodedError({
    code: 'EVALUATION_FAILED',
    message: `Nix cannot evaluate the nixpkgs \`${nixpkgs}\``,
    hint: 'give a flake reference of a nixpkgs, such as github:NixOS/nixpkgs/nixos-25.11',
    detail: stderr.trim().split('\n').slice(-12).join('\n'),
  });
}

const lastError = (stderr: string): string => `«${stderr.slice(stderr.lastIndexOf('error: ')).trim()}»`;
