// Completes a command line: takes what a program's commands take and the words so far, tells what may stand there. Pure.
import type { CommandShape, OptionShape } from '../command-shape.js';

export interface Candidate {
  readonly text: string;
  readonly description: string;
}

export type Completion =
  | { readonly kind: 'words'; readonly candidates: readonly Candidate[] }
  /** Something that the commands do not list themselves: a node, a file. */
  | {
      readonly kind: 'value';
      /** As the usage of the command names it. */
      readonly name: string;
      /** What stands before the value within the word, such as `--out=`. */
      readonly prefix: string;
      readonly start: string;
      /** Arguments before it, whose values need not be told again. */
      readonly given: readonly string[];
    };

const nothing: Completion = { kind: 'words', candidates: [] };

/** @param words those behind the program's name; the last is the one to complete, and may be empty */
export function completeWords(commands: readonly CommandShape[], words: readonly string[]): Completion {
  const [called = '', ...rest] = words;
  const shown = commands.filter(({ isHidden }) => !isHidden);
  if (words.length <= 1) return wordsOf(called, shown.map(candidateOfCommand).concat(ofProgram));
  if (called === 'help')
    return words.length === 2 ? wordsOf(rest[0] ?? '', shown.map(candidateOfCommand)) : nothing;
  const command = shown.find(({ name }) => name === called);
  return command === undefined ? nothing : completeCommand(command, joinEquals(rest));
}

const ofProgram: readonly Candidate[] = [
  { text: 'help', description: 'tell about the command, or about a subcommand' },
  { text: '--help', description: 'tell about the command' },
  { text: '--version', description: 'print the version' },
];

/**
 * bash takes `--out=file` apart to three words, the others leave it one; to what is completed there bash adds nothing
 * before it.
 */
function joinEquals(words: readonly string[]): { readonly before: readonly string[]; readonly last: string } {
  const [last = '', ...turned] = words.toReversed();
  const before = turned.reverse();
  if (last === '=' && before.at(-1)?.startsWith('--')) return { before, last: '' };
  if (before.at(-1) === '=' && before.at(-2)?.startsWith('--')) return { before: before.slice(0, -1), last };
  return { before, last };
}

function completeCommand(command: CommandShape, { before, last }: ReturnType<typeof joinEquals>): Completion {
  const { open, given, used, isPlain } = readWords(command, before);
  if (open !== undefined)
    return completeValue(open.value ?? '', open.choices, { start: last, prefix: '', given });
  const [, long = '', start = ''] = /^(--[a-z][a-z-]*)=(.*)$/s.exec(last) ?? [];
  const withValue = command.options.find((option) => option.long === long && option.value !== undefined);
  if (!isPlain && withValue)
    return completeValue(withValue.value ?? '', withValue.choices, { start, prefix: `${long}=`, given });
  if (!isPlain && last.startsWith('-')) return optionsOf(command, last, used);
  const { arguments: all } = command;
  const argument = all[given.length] ?? (all.at(-1)?.isVariadic ? all.at(-1) : undefined);
  const found =
    argument === undefined
      ? nothing
      : completeValue(argument.name, argument.choices, { start: last, prefix: '', given });
  // What takes no more arguments has options to go on with.
  return argument === undefined && last === '' ? optionsOf(command, '', used) : found;
}

interface ReadWords {
  /** The option that waits for a value. */
  readonly open: OptionShape | undefined;
  readonly given: readonly string[];
  readonly used: ReadonlySet<string>;
  /** Behind `--`, where nothing is an option. */
  readonly isPlain: boolean;
}

function readWords({ options }: CommandShape, words: readonly string[]): ReadWords {
  const given: string[] = [];
  const used = new Set<string>();
  let open: OptionShape | undefined;
  let isPlain = false;
  for (const word of words.filter((each, index) => each !== '=' || !words[index - 1]?.startsWith('--'))) {
    const wasOpen = open;
    open = undefined;
    if (isPlain) given.push(word);
    else if (word === '--') isPlain = true;
    else if (word.startsWith('-')) {
      const [name] = word.split('=', 1);
      const option = options.find(({ long, short }) => long === name || short === name);
      if (option) used.add(option.long);
      if (option?.value !== undefined && !word.includes('=')) open = option;
    } else if (wasOpen === undefined) given.push(word);
    else if (wasOpen.isVariadic) open = wasOpen;
  }
  return { open, given, used, isPlain };
}

function optionsOf({ options }: CommandShape, start: string, used: ReadonlySet<string>): Completion {
  const left = options.filter(({ long, isVariadic }) => isVariadic || !used.has(long));
  return wordsOf(
    start,
    left.map(({ long, description }) => ({ text: long, description })),
  );
}

function completeValue(
  name: string,
  choices: readonly string[],
  place: { readonly start: string; readonly prefix: string; readonly given: readonly string[] },
): Completion {
  if (choices.length === 0) return { kind: 'value', name, ...place };
  const candidates = choices.map((text) => ({ text: `${place.prefix}${text}`, description: '' }));
  return wordsOf(`${place.prefix}${place.start}`, candidates);
}

function wordsOf(start: string, candidates: readonly Candidate[]): Completion {
  return { kind: 'words', candidates: candidates.filter(({ text }) => text.startsWith(start)) };
}

function candidateOfCommand({ name, description }: CommandShape): Candidate {
  return { text: name, description };
}
