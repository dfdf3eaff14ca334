// Runs one step of another program that set-up cannot do without: gives what it printed, or the coded error.
import { CodedError } from '@flake-lattice/errors';
import { runProgram } from '@flake-lattice/programs';
import { diskFull } from './coded-fault.js';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Step {
  /** Ends the sentence "cannot …". */
  readonly purpose: string;
  readonly cwd: string;
  readonly env: Environment;
  readonly hint?: string;
}

const noRoom = /no space left on device|enough free space|disk quota exceeded/i;

/**
 * @returns what the program printed on standard output
 * @throws CodedError PACKAGES_UNAVAILABLE with the last lines that were printed, or DISK_FULL
 */
export async function runStep(
  program: string,
  args: readonly string[],
  { purpose, cwd, env, hint }: Step,
): Promise<string> {
  const { stdout, stderr, exitCode } = await runProgram(program, args, { cwd, env: { ...env, LC_ALL: 'C' } });
  if (exitCode === 0) return stdout;
  const detail = lastLines(`${stdout.trimEnd()}\n${stderr}`, 12);
  if (noRoom.test(detail)) throw diskFull(cwd, detail);
  throw new CodedError({
    code: 'PACKAGES_UNAVAILABLE',
    message: `cannot ${purpose}: \`${program}\` ended with status ${exitCode}`,
    hint:
      hint ??
      'see to the network and to apt (`apt-get update` shows the like), then: npm run set-up\nor install Nix yourself: https://nixos.org/download',
    detail,
  });
}

function lastLines(text: string, count: number): string {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(-count)
    .join('\n');
}
