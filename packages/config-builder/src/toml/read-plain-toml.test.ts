// The reader of plain documents: where it gives something, it is what the parser gives, with the same places.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isCodedError } from '@flake-lattice/errors';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sampled } from '../../../../tools/testing/random.js';
import type { MarkedTable } from './marked-table.js';
import { readPlainToml } from './read-plain-toml.js';
import { readAnyToml } from './read-toml.js';
import { anyTomlTable } from './toml-arbitrary.fixture.js';
import { writeToml } from './write-toml.js';

function byParser(text: string): MarkedTable<unknown> | 'refused' {
  try {
    return readAnyToml(text, 'f.toml');
  } catch (error) {
    if (isCodedError(error)) return 'refused';
    throw error;
  }
}

/** Whether the document is plain; throws where the two readers differ. */
function agrees(text: string): boolean {
  const plain = readPlainToml(text, 'f.toml', (place) => place);
  if (plain !== undefined) expect({ text, read: plain }).toEqual({ text, read: byParser(text) });
  return plain !== undefined;
}

/** Pieces that make documents which are nearly plain, right and wrong. */
const pieces = [
  ...[
    '[a]',
    '[a.b]',
    '[ a ]',
    '[[a]]',
    '["a"]',
    '[a.b.c-1]',
    'a',
    'b',
    'a.b',
    '"a"',
    ' = ',
    '=',
    '\n',
    '\n',
    '\n\n',
    ' ',
    '\t',
  ],
  ...[
    '1',
    '-0',
    '+5',
    '01',
    '1_0',
    '0x1',
    '1.5',
    '1e3',
    '999999999999999999',
    '9999999999999999999',
    'true',
    'false',
    'truex',
    'inf',
  ],
  ...[
    '"x"',
    '""',
    '"\\n\\u00e9"',
    '"\\ud800"',
    '"\\x"',
    '"a\tb"',
    '"""',
    '"""\nx"""',
    '"""a"b""c"""',
    '""""""',
    '"""\\\n x"""',
    '"""a""""',
  ],
  ...["'x'", "''", "'''", "'''\nx\n'''", "'''a'b''c'''", "''''''", "'''a''''", "'a\nb'"],
  ...[
    '[',
    ']',
    '[]',
    '["a", "b"]',
    '[\n"a", # c\n]',
    '[1,]',
    '[,]',
    '[[1]]',
    '{}',
    '{ a = 1 }',
    '{ a = 1, }',
    '{ a = {} }',
    '{ a = [\n] }',
  ],
  ...[
    '# c',
    '#',
    ' # c\u007f',
    '\r\n',
    '\r',
    '\u0000',
    '\u000b',
    'é',
    '😀',
    '\ud800',
    '1979-05-27',
    '07:32:00',
    ',',
  ],
];
const anyValue = fc.constantFrom(...pieces.slice(17));
const anyLine = fc.oneof(
  fc.constantFrom('[a]', '[b]', '[a.b]', '[a.c]', '  [a.b.c] # c', '', '# c', '\t'),
  fc
    .tuple(fc.constantFrom('a', 'b', 'c', ' d', '1', '-'), fc.constantFrom(' = ', '=', '\t=\t'), anyValue)
    .map((parts) => parts.join('')),
);

describe('readPlainToml', () => {
  test('agrees with the parser on random lines', () => {
    let plain = 0;
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 8 }), (lines) => {
        if (agrees(lines.join('\n'))) plain += 1;
      }),
      sampled(3000),
    );
    expect(plain).toBeGreaterThan(300);
  });

  test('agrees with the parser on random pieces', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), (parts) => {
        agrees(parts.join(''));
      }),
      sampled(3000),
    );
  });

  test('agrees with the parser on documents that were written', () => {
    fc.assert(
      fc.property(anyTomlTable, (table) => {
        agrees(writeToml(table));
      }),
      sampled(500),
    );
  });

  test('reads lattices as they are usually written', async () => {
    expect(agrees(await readFile(join(import.meta.dirname, '../../../../lattice.toml'), 'utf8'))).toBe(true);
    expect(
      agrees(
        [
          '#:schema ./generated/.lattice/schema.json',
          '[node.web] # the page',
          'description = "says \\"hello\\" – 😀"',
          'extends = [',
          '  "rust", # first',
          '  "config-seed",',
          ']',
          "script = '''",
          'echo "hello" > "$out"',
          "'''",
          'env = { RUST_LOG = "warn", A = \'\' }',
          '[node.web.config.build]',
          '\tjobs = 2',
        ].join('\n'),
      ),
    ).toBe(true);
  });

  test('leaves long strings to the parser', () => {
    expect(readPlainToml(`a = "${'x'.repeat(100_000)}"`, '', (place) => place)).toBeUndefined();
    expect(readPlainToml(`a = '''${'x'.repeat(5_000_000)}'''`, '', (place) => place)).toBeUndefined();
  });
});
