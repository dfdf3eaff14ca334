// Decides what a repository begins with: what was named, what a person at the terminal chooses, or the default.
import process from 'node:process';
import { isCancel, select } from '@clack/prompts';
import { CodedError } from '@flake-lattice/errors';
import { defaultStart, type StartName, startNames, starts } from './starts/starts.js';

/**
 * @param asks whether somebody is there, and is asked
 * @returns nothing where the person would not choose
 * @throws CodedError USAGE
 */
export async function chooseStart(named: string | undefined, asks: boolean): Promise<StartName | undefined> {
  if (named !== undefined) return checked(named);
  if (!asks) return defaultStart;
  const answer = await select({
    message: 'What does it begin with?',
    options: startNames.map((name) => ({ value: name, label: name, hint: starts[name].description })),
    initialValue: defaultStart,
    output: process.stderr,
  });
  return isCancel(answer) ? undefined : answer;
}

function checked(named: string): StartName {
  const found = startNames.find((name) => name === named);
  if (found !== undefined) return found;
  throw new CodedError({
    code: 'USAGE',
    message: `\`${named}\` is no template to begin with`,
    hint: `--template ${startNames.join(', --template ')}`,
  });
}
