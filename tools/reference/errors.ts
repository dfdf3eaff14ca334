// docs/reference/errors.md: every error code with its explanation.
import { type ErrorCode, errorCodes } from '@flake-lattice/errors';
import { explanations } from '@flake-lattice/errors/explanations';
import { blockOf } from './markdown.js';

/** What the tests of documents would run, and needs a situation to run in, is shown as text. */
const shown: Readonly<Record<string, string>> = { console: 'text', ts: 'text', yaml: 'text' };

export function errorsReference(): string {
  const codes = Object.keys(errorCodes) as ErrorCode[];
  return [
    '# Error codes',
    'What can be mended is told as `error[CODE]`, with the place and a hint; the exit status is 2 then. `flake-lattice errors CODE` prints what stands here of a code.',
    ...codes.map((code) => {
      const { happened, why, mend, example } = explanations[code];
      const [language, text] = example;
      return [
        `## ${code}`,
        `*${errorCodes[code]}*`,
        `**What happened.** ${happened}`,
        `**Why it is refused.** ${why}`,
        `**How to mend it.** ${mend}`,
        blockOf(shown[language] ?? language, text),
      ].join('\n\n');
    }),
  ].join('\n\n');
}
