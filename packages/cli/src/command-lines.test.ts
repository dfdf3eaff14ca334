// Every command line that the command itself shows, in help texts, explanations of errors, is one that it takes.
import { type CommandShape, completeWords } from '@flake-lattice/command-shell';
import { declaredNames } from '@flake-lattice/config-builder';
import { type ErrorCode, errorCodes } from '@flake-lattice/errors';
import { explanations } from '@flake-lattice/errors/explanations';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { captureIo } from '../../../tools/testing/capture-io.js';
import { commandShapes, run } from './command.js';
import { valuesByName } from './completion/values.js';

let shapes: readonly CommandShape[];

beforeAll(async () => {
  shapes = await commandShapes(captureIo());
});

/** The words of a shell's line that call flake-lattice; nothing where it calls something else. */
function wordsOf(line: string): readonly string[] | undefined {
  const call = /(?:^|[$|(]\s*|[A-Z_]+=\S+ )flake-lattice\b(?! completion (?:bash|zsh|fish)\))([^|>)]*)/.exec(
    line.replace(/\s#.*$/, ''),
  );
  if (!call) return undefined;
  return [...(call[1] ?? '').matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, one, two, bare]) => one ?? two ?? bare ?? '',
  );
}

/** What is wrong with a command line. */
function faultOf(line: string): string | undefined {
  const words = wordsOf(line);
  if (words === undefined) return undefined;
  const [name = '', ...rest] = words;
  if (name === '--version' || name === 'complete') return undefined;
  const shape = shapes.find((each) => each.name === name);
  if (shape === undefined) return `no subcommand ${name}`;
  let count = 0;
  for (let index = 0; index < rest.length; index++) {
    const [long = '', value] = (rest[index] as string).split('=', 2);
    if (long === '--') {
      count += rest.length - index - 1;
      break;
    }
    if (!long.startsWith('-')) count += 1;
    else {
      const option = shape.options.find((each) => each.long === long || each.short === long);
      if (option === undefined) return `${name} has no option ${long}`;
      if (option.value === undefined) continue;
      const given = value ?? rest[++index];
      if (given === undefined) return `${long} lacks its value`;
      if (option.choices.length > 0 && !option.choices.includes(given))
        return `${long} does not take ${given}`;
    }
  }
  const least = shape.arguments.filter(({ isRequired }) => isRequired).length;
  const most = shape.arguments.some(({ isVariadic }) => isVariadic) ? Infinity : shape.arguments.length;
  if (rest.includes('--help')) return undefined;
  for (const option of shape.options)
    if (option.isRequired && !rest.includes(option.long)) return `${name} needs ${option.long}`;
  return count < least || count > most
    ? `${name} takes ${least} to ${most} arguments, not ${count}`
    : undefined;
}

test('the check of command lines finds what is wrong', () => {
  expect(
    ['graph --formt svg', 'graph --format png', 'split', 'push dev', 'meet', 'sprout', 'key a b --out c'].map(
      (words) => faultOf(`flake-lattice ${words}`),
    ),
  ).toEqual([
    'graph has no option --formt',
    '--format does not take png',
    'split takes 1 to 1 arguments, not 0',
    'push needs --to',
    'meet takes 1 to Infinity arguments, not 0',
    'no subcommand sprout',
    'key takes 1 to 1 arguments, not 2',
  ]);
});

test('every subcommand has two examples at least, each a command line that it takes', () => {
  for (const { name, examples } of shapes) {
    expect({ name, enough: examples.length >= 2 }).toEqual({ name, enough: true });
    for (const { line, does } of examples) {
      expect({ line, fault: faultOf(line) }).toEqual({ line, fault: undefined });
      expect(line).toContain(`flake-lattice ${name}`);
      expect(does).not.toBe('');
    }
    expect(new Set(examples.map(({ line }) => line)).size).toBe(examples.length);
  }
});

test('the help of the command, and of each subcommand, ends with its examples', async () => {
  for (const args of [[], ...shapes.map(({ name }) => [name])]) {
    const io = captureIo();
    expect(await run([...args, '--help'], io)).toBe(0);
    const lines = io.printed.out.split('\nExamples:\n')[1]?.trimEnd().split('\n') ?? [];
    expect(lines.length).toBeGreaterThanOrEqual(2);
    for (const line of lines) expect({ line, fault: faultOf(line) }).toEqual({ line, fault: undefined });
  }
});

test('every argument and option says what it is, and completion knows the kind of each value', () => {
  for (const { name, arguments: all, options } of shapes) {
    for (const { name: argument, description } of all)
      expect([name, argument, description]).not.toContain('');
    for (const { long, description } of options) expect([name, long, description]).not.toContain('');
    const values = [
      ...all.filter(({ choices }) => choices.length === 0).map((each) => each.name),
      ...options.flatMap(({ value, choices }) => (value === undefined || choices.length > 0 ? [] : [value])),
    ];
    for (const value of values) expect(Object.keys(valuesByName)).toContain(value);
    expect(completeWords(shapes, [name, '--help']).kind).toBe('words');
  }
});

describe('explanations', () => {
  test.each(Object.keys(errorCodes) as ErrorCode[])('%s', (code) => {
    const { happened, why, mend, example } = explanations[code];
    for (const part of [happened, why, mend]) {
      expect(part).toMatch(/^[A-Z`a-z].*[.]$/s);
      expect(part).not.toContain(errorCodes[code]);
    }
    expect(`${happened} ${why} ${mend}`.length).toBeGreaterThan(150);
    const [language, text] = example;
    if (language === 'toml') expect(() => declaredNames(text)).not.toThrow();
    if (language === 'console')
      for (const line of text.split('\n')) {
        expect(line).toMatch(/^\$ /);
        expect({ line, fault: faultOf(line) }).toEqual({ line, fault: undefined });
      }
  });
});
