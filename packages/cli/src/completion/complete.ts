// `complete`, which the scripts of `completion` call: prints what may stand at the end of a command line.
import {
  type Candidate,
  type CommandFace,
  type CommandIo,
  type CommandShape,
  completeWords,
} from '@flake-lattice/command-shell';
import { exitStatus } from '@flake-lattice/errors';
import { type ValueAnswer, valuesOf } from './values.js';

/** @param commands of the program: all, or the one that was called */
export function complete(
  io: CommandIo,
  commands: (called: string) => Promise<readonly CommandShape[]>,
): CommandFace<object> {
  return {
    name: 'complete',
    isHidden: true,
    description: 'Prints what may stand in the place of the last word, for the scripts of `completion`.',
    examples: [
      { line: "flake-lattice complete -- build ''", does: 'nodes, a line each' },
      { line: 'flake-lattice complete -- graph --format m', does: 'values of an option' },
    ],
    declare: (command) => {
      command.argument('[word...]', 'the words of the command line, behind `--`');
    },
    body: async (_, words) => {
      const [called = '', ...rest] = words;
      const known = await commands(rest.length === 0 ? '' : called);
      const { also, candidates } = await answer(known, words, io);
      io.out([also, ...candidates.filter(isPlain).map(lineOf)].map((line) => `${line}\n`).join(''));
      return exitStatus.done;
    },
  };
}

async function answer(
  commands: readonly CommandShape[],
  words: readonly string[],
  io: CommandIo,
): Promise<ValueAnswer> {
  const found = completeWords(commands, words);
  if (found.kind === 'words') return { also: 'words', candidates: found.candidates };
  const { prefix, start } = found;
  // A lattice that cannot be read is no matter of who presses a key.
  const { also, candidates } = await valuesOf(found, io).catch(
    (): ValueAnswer => ({ also: 'words', candidates: [] }),
  );
  const fitting = candidates.filter(({ text }) => text.startsWith(start));
  return { also, candidates: fitting.map((each) => ({ ...each, text: `${prefix}${each.text}` })) };
}

/** What a shell would take for something else is never offered: names come from files that somebody else may have written. */
function isPlain({ text }: Candidate): boolean {
  return /^[\w@%+=:,./-]+$/.test(text);
}

/** Of a description, its first sentence: a list has a line for each. */
function lineOf({ text, description }: Candidate): string {
  const [first = ''] = description.replace(/\p{Cc}+/gu, ' ').split(/\.(?: |$)/, 1);
  return `${text}\t${first.slice(0, 120)}`;
}
