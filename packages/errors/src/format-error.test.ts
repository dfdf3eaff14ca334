import { expect, test } from '@jest/globals';
import { CodedError, isCodedError } from './coded-error.js';
import { formatError } from './format-error.js';

test('shows code and fact, place, detail and hint, each on lines of its own', () => {
  const error = new CodedError({
    code: 'CONFIG_SYNTAX',
    message: '`a.toml` is not TOML',
    place: { file: 'a.toml', line: 3, column: 7 },
    detail: 'one\ntwo\n',
    hint: 'first\nsecond',
  });
  expect(formatError(error)).toBe(
    'error[CONFIG_SYNTAX]: `a.toml` is not TOML\n  at a.toml:3:7\n  | one\n  | two\n  hint: first\n        second\n',
  );
});

test('leaves out what there is not', () => {
  const error = new CodedError({ code: 'USAGE', message: 'fact', hint: 'mend' });
  expect(formatError(error)).toBe('error[USAGE]: fact\n  hint: mend\n');
});

test('a coded error is known by its brand, and a plain error is not one', () => {
  const error = new CodedError({ code: 'USAGE', message: 'fact', hint: 'mend', cause: new Error('why') });
  expect(isCodedError(error)).toBe(true);
  expect(error.cause).toEqual(new Error('why'));
  expect(isCodedError(new Error('fact'))).toBe(false);
  expect(isCodedError(undefined)).toBe(false);
});
