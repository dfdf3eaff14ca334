import { expect, test } from '@jest/globals';
import { headingAnchors } from './heading-anchors.js';
import { readDocument } from './read-document.js';
import { readTranscript } from './transcript.js';

const text = `# Title

See [the \`rules\`](docs/a.md#one) and [b](../b).

\`\`\`console
$ one \\
  --more
printed
$ two
\`\`\`

\`\`\`\`text form
\`\`\`
[no](link) # no heading
\`\`\`
\`\`\`\`

## What it \`is\`, twice
`;

test('blocks, links and headings are found, and nothing within blocks is taken for one', () => {
  const { blocks, links, headings } = readDocument(text);
  expect(blocks).toEqual([
    { kind: 'console', rest: '', text: '$ one \\\n  --more\nprinted\n$ two\n', line: 5 },
    { kind: 'text', rest: 'form', text: '```\n[no](link) # no heading\n```\n', line: 12 },
  ]);
  expect(links).toEqual([
    { label: 'the `rules`', target: 'docs/a.md#one', line: 3 },
    { label: 'b', target: '../b', line: 3 },
  ]);
  expect(headings).toEqual(['Title', 'What it `is`, twice']);
});

test('a block that is not closed is a fault', () => {
  expect(() => readDocument('a\n```text\n')).toThrow('line 2');
});

test('a transcript is commands, each with what it prints', () => {
  expect(readTranscript('$ one \\\n  --more\nprinted\n\n$ two\n', 6)).toEqual([
    { command: 'one \\\n  --more', shown: 'printed\n\n', line: 6 },
    { command: 'two', shown: '', line: 10 },
  ]);
  expect(() => readTranscript('printed\n', 6)).toThrow('line 6');
});

test('anchors are as GitHub makes them', () => {
  expect([...headingAnchors(['What it `is`, twice', 'A', 'A', 'snake_case & more'])]).toEqual([
    'what-it-is-twice',
    'a',
    'a-1',
    'snake_case--more',
  ]);
});
