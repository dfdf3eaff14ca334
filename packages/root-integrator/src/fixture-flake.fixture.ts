// Copies of the fixture flakes, and the command run on them: takes names, gives what was printed.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { captureIo } from '../../../tools/testing/capture-io.js';
import { environmentWith, newestNix } from '../../../tools/testing/nixes.js';
import { run } from './command.js';

export const fixtures = join(import.meta.dirname, '../fixtures');

export const fixtureNames: readonly string[] = readdirSync(fixtures)
  .filter((name) => existsSync(join(fixtures, name, 'arguments')))
  .sort();

/** Absolute path of a new git repository without a file. */
export function makeRepository(): string {
  const top = realpathSync(mkdtempSync(join(tmpdir(), 'root-integrator-')));
  execFileSync('git', ['init', '--quiet', top]);
  return top;
}

/** A git repository with a copy of all fixtures, each beside the flakes that it takes in. */
export function copyFixtures(): string {
  const top = makeRepository();
  for (const name of fixtureNames) {
    cpSync(join(fixtures, 'beside'), join(top, name), { recursive: true });
    cpSync(join(fixtures, name, 'flake.nix'), join(top, name, 'flake.nix'));
  }
  execFileSync('git', ['add', '--all'], { cwd: top });
  return top;
}

export interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** The folder's own path is printed as `.`. */
export async function runIn(cwd: string, args: readonly string[], env = {}): Promise<Outcome> {
  const io = captureIo({ cwd, env: { ...environmentWith(newestNix), ...env } });
  const status = await run(args, io);
  return { status, out: io.printed.out, err: io.printed.err.replaceAll(cwd, '.') };
}

export function readFixture(name: string, file: string): string {
  return readFileSync(join(fixtures, name, file), 'utf8');
}

export function argumentsOf(name: string): readonly string[] {
  return readFixture(name, 'arguments').trimEnd().split('\n');
}
