import { execFileSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { quoteForShell } from './quote-for-shell.js';

test.each([
  'plain/word-1.toml',
  '',
  'two words',
  "it's",
  '$(id) `id` "x" \\ *',
  '#comment',
  '~',
  'a\nb\t\u0001\u00851',
  "mixed '\\\n",
  'ü 🦀',
])('%j comes back from a shell', (word) => {
  const printed = execFileSync('bash', ['-c', `printf %s ${quoteForShell(word)}`], { encoding: 'utf8' });
  expect(printed).toBe(word);
});

test('what needs no quotes has none', () => {
  expect(quoteForShell('./generated/a#default')).toBe('./generated/a#default');
});
