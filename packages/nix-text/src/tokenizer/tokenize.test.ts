import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isTrivia } from './token.js';
import { tokenize } from './tokenize.js';

const kinds = (text: string) =>
  tokenize(text)
    .filter((token) => !isTrivia(token))
    .map(({ kind, text: piece }) => `${kind} ${piece}`);

/** Pieces that begin, end or confuse tokens when they stand side by side. */
const piece = fc.constantFrom(
  ...[
    '"',
    "''",
    "'",
    '$',
    '{',
    '}',
    '${',
    '\\',
    '\n',
    '\r\n',
    '#',
    '/*',
    '*/',
    '/',
    '.',
    '..',
    '...',
    './a',
    '~/',
    '<a>',
  ],
  ...[
    'a',
    "b'",
    'or',
    'let',
    '1',
    '0.5',
    '1.',
    ':',
    'a:b',
    '//',
    '->',
    '|>',
    '<',
    '@',
    '?',
    ' ',
    '\t',
    '🦀',
    '\u{feff}',
    '\0',
  ],
);

describe('tokenize', () => {
  test('the tokens joined are the text, and they lie side by side', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(piece).map((all) => all.join('')),
        ),
        (text) => {
          const tokens = tokenize(text);
          expect(tokens.map((token) => token.text).join('')).toBe(text);
          let at = 0;
          for (const token of tokens) {
            expect(token.start).toBe(at);
            expect(token.end).toBeGreaterThan(at);
            at = token.end;
          }
        },
      ),
      { numRuns: 3000 },
    );
  });

  test.each<[string, readonly string[]]>([
    ["a' b-c _d", ["identifier a'", 'identifier b-c', 'identifier _d']],
    ['a.b or c', ['identifier a', 'punctuation .', 'identifier b', 'keyword or', 'identifier c']],
    [
      '1 1.5 .5 1. 1e3 0.1e-3',
      ['integer 1', 'float 1.5', 'float .5', 'float 1.', 'integer 1', 'identifier e3', 'float 0.1e-3'],
    ],
    [
      'a/b a /b a / b',
      ['path a/b', 'identifier a', 'path /b', 'identifier a', 'punctuation /', 'identifier b'],
    ],
    [
      'a//b a->b a-1',
      [
        'identifier a',
        'punctuation //',
        'identifier b',
        'identifier a-',
        'punctuation >',
        'identifier b',
        'identifier a-1',
      ],
    ],
    ['./a~b', ['path ./a', 'unknown ~', 'identifier b']],
    ['<nixpkgs/lib> < a >', ['search-path <nixpkgs/lib>', 'punctuation <', 'identifier a', 'punctuation >']],
    [
      'x:y x: y github:a/b?c=d',
      ['uri x:y', 'identifier x', 'punctuation :', 'identifier y', 'uri github:a/b?c=d'],
    ],
    ['{...}@a', ['punctuation {', 'punctuation ...', 'punctuation }', 'punctuation @', 'identifier a']],
    [
      '"a${b}c"',
      [
        'string-open "',
        'string-text a',
        'interpolation-open ${',
        'identifier b',
        'interpolation-close }',
        'string-text c',
        'string-close "',
      ],
    ],
    ['"\\${a} $${b} $"', ['string-open "', 'string-text \\${a} $${b} $', 'string-close "']],
    [
      '"\\"${"}"}"',
      [
        'string-open "',
        'string-text \\"',
        'interpolation-open ${',
        'string-open "',
        'string-text }',
        'string-close "',
        'interpolation-close }',
        'string-close "',
      ],
    ],
    [
      "''a''${b} '''c ''\\n $${d}''",
      ["indented-open ''", "indented-text a''${b} '''c ''\\n $${d}", "indented-close ''"],
    ],
    [
      "''${{ a = 1; }.a}''",
      [
        "indented-open ''",
        'interpolation-open ${',
        'punctuation {',
        'identifier a',
        'punctuation =',
        'integer 1',
        'punctuation ;',
        'punctuation }',
        'punctuation .',
        'identifier a',
        'interpolation-close }',
        "indented-close ''",
      ],
    ],
    [
      "'' ' ''' '${a}''",
      [
        "indented-open ''",
        "indented-text  ' ''' '",
        'interpolation-open ${',
        'identifier a',
        'interpolation-close }',
        "indented-close ''",
      ],
    ],
    [
      './${a}/b${c}.nix d',
      [
        'path ./',
        'interpolation-open ${',
        'identifier a',
        'interpolation-close }',
        'path-text /b',
        'interpolation-open ${',
        'identifier c',
        'interpolation-close }',
        'path-text .nix',
        'identifier d',
      ],
    ],
    ['~/a ~/${b}', ['path ~/a', 'path ~/', 'interpolation-open ${', 'identifier b', 'interpolation-close }']],
    [
      'a.${b}',
      ['identifier a', 'punctuation .', 'interpolation-open ${', 'identifier b', 'interpolation-close }'],
    ],
    ['# a "\n/* b */ c /**/ /***/ d', ['identifier c', 'identifier d']],
    ['"a', ['string-open "', 'string-text a']],
    ['} a', ['punctuation }', 'identifier a']],
  ])('%s', (text, expected) => {
    expect(kinds(text)).toEqual(expected);
  });
});
