// Asks a person whether to go on; refuses where nobody is there to answer.
import process from 'node:process';
import { confirm as ask, isCancel } from '@clack/prompts';
import type { CommandIo } from '@flake-lattice/command-shell';
import { CodedError } from '@flake-lattice/errors';

/** Whether somebody reads what is printed, and can type. */
export function isSomebodyThere({ terminal }: CommandIo): boolean {
  return Boolean(terminal?.err) && process.stdin.isTTY === true;
}

/** What is asked goes to standard error. */
export async function confirm(message: string): Promise<boolean> {
  const answer = await ask({ message, output: process.stderr });
  return !isCancel(answer) && answer;
}

/** @param withoutAsking the command line that does not ask; `looking` is the one that writes nothing */
export function notConfirmed(withoutAsking: string, looking = 'flake-lattice init --dry-run'): CodedError {
  return new CodedError({
    code: 'CONFIRMATION_MISSING',
    message: 'this would ask before it writes, and there is no terminal to ask on',
    hint: `${withoutAsking}\nor look first: ${looking}`,
  });
}
