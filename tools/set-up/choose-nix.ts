// Finds the Nix that this machine has: takes the environment, gives its program and version, or nothing.
import { access, constants, open, realpath } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { CodedError } from '@flake-lattice/errors';
import { isOlder, type NixVersion, parseNixVersion, runProgram } from '@flake-lattice/programs';
import { oldestNix } from './nix-suites.js';
import type { Environment } from './run-step.js';
import { wrapperMark } from './wrapper-text.js';

export interface FoundNix {
  readonly program: string;
  readonly version: NixVersion;
  readonly origin: 'environment' | 'path';
}

export interface ChosenNix {
  readonly found?: FoundNix;
  /** The newest of those that were passed over for their age. */
  readonly tooOld?: { readonly program: string; readonly version: NixVersion };
}

/**
 * `FLAKE_LATTICE_NIX` is used or refused, never passed over; then the first on `PATH` that is new enough. A wrapper of
 * this tool is no Nix of the machine, wherever it comes up.
 *
 * @throws CodedError NIX_MISSING or NIX_TOO_OLD for what `FLAKE_LATTICE_NIX` names
 */
export async function chooseNix(env: Environment): Promise<ChosenNix> {
  const named = env.FLAKE_LATTICE_NIX;
  if (named && !(await isOwnWrapper(named))) return { found: await useNamed(named, env) };
  let tooOld: ChosenNix['tooOld'];
  for (const folder of (env.PATH ?? '').split(delimiter)) {
    const program = join(folder, 'nix');
    if (!folder.startsWith('/') || !(await isExecutable(program)) || (await isOwnWrapper(program))) continue;
    const version = await askVersion(program, env);
    if (version === undefined) continue;
    if (!isOlder(version, oldestNix)) return { found: { program, version, origin: 'path' } };
    if (tooOld === undefined || isOlder(tooOld.version, version)) tooOld = { program, version };
  }
  return tooOld ? { tooOld } : {};
}

async function useNamed(program: string, env: Environment): Promise<FoundNix> {
  const version = program.startsWith('/') ? await askVersion(program, env) : undefined;
  if (version === undefined) {
    throw new CodedError({
      code: 'NIX_MISSING',
      message: `FLAKE_LATTICE_NIX names \`${program}\`, which is not the absolute path of a Nix that runs`,
      hint: 'set FLAKE_LATTICE_NIX to the absolute path of a `nix`\nor: unset FLAKE_LATTICE_NIX',
    });
  }
  if (isOlder(version, oldestNix)) {
    throw new CodedError({
      code: 'NIX_TOO_OLD',
      message: `FLAKE_LATTICE_NIX names \`${program}\`, Nix ${version.text}; 2.26 is the oldest that works here`,
      hint: 'set FLAKE_LATTICE_NIX to the path of a newer `nix`\nor: unset FLAKE_LATTICE_NIX',
    });
  }
  return { program, version, origin: 'environment' };
}

async function askVersion(program: string, env: Environment): Promise<NixVersion | undefined> {
  const { stdout, exitCode } = await runProgram(program, ['--version'], { cwd: '/', env });
  return exitCode === 0 && /\b(nix|lix)\b/i.test(stdout) ? parseNixVersion(stdout) : undefined;
}

async function isOwnWrapper(program: string): Promise<boolean> {
  try {
    const file = await open(await realpath(program));
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(200), 0, 200, 0);
      return buffer.toString('latin1', 0, bytesRead).includes(wrapperMark);
    } finally {
      await file.close();
    }
  } catch {
    return false;
  }
}

async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
