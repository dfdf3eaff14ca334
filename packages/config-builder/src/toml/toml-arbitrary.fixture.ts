// Random TOML documents of every type and shape, and the view of them that @iarna/toml can give.
import fc from 'fast-check';
import type { TomlDateTime, TomlTable, TomlValue } from './toml-value.js';

const trickyText = [
  '',
  '__proto__',
  'constructor',
  'toString',
  'toISOString',
  'toJSON',
  'valueOf',
  '1',
  '10',
  '2',
  '-1',
  'a.b',
  'a b',
  '"',
  "'",
  '""',
  '"""',
  "'''",
  '\\',
  '\\u0041',
  '\0',
  '\0\u0001\u0002',
  '\b\t\n\f\r',
  '\r\n',
  '\u007f\u007f',
  '\u0085\u2028\u2029\ufeff',
  '\u0024{x}',
  "$\u0024{x} ''\u0024{y}",
  '`',
  '#',
  '[a]',
  ' = true',
  'é',
  'e\u0301',
  '😀',
  '\u{10ffff}',
  'x'.repeat(80),
  'true',
  'nan',
  '1979-05-27',
] as const;

/** All of Unicode but lone surrogates, which are no text. */
const anyText = fc.oneof(
  fc.constantFrom(...trickyText),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: 'grapheme', maxLength: 10 }),
  fc.array(fc.constantFrom(...trickyText), { maxLength: 4 }).map((parts) => parts.join('')),
);

const anyKey = fc.oneof(
  { weight: 2, arbitrary: fc.stringMatching(/^[A-Za-z0-9_-]{1,6}$/) },
  { weight: 1, arbitrary: anyText },
);

const keyOfNoObject = anyKey.filter((key) => !(key in {}));

const int64 = fc.oneof(
  fc.constantFrom(0n, 1n, -1n, 2n ** 53n, 2n ** 53n + 1n, 2n ** 63n - 1n, -(2n ** 63n), 1234567n),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
);

const anyFloat = fc.oneof(
  fc.constantFrom(
    0,
    -0,
    1,
    -1,
    1e21,
    1e-7,
    123456789.5,
    Number.NaN,
    Infinity,
    -Infinity,
    5e-324,
    Number.MAX_VALUE,
  ),
  fc.double(),
);

const two = (least: number, most: number) =>
  fc.integer({ min: least, max: most }).map((number) => String(number).padStart(2, '0'));
const dateText = fc
  .tuple(fc.integer({ min: 1, max: 9999 }), two(1, 12), two(1, 28))
  .map(([year, month, day]) => `${String(year).padStart(4, '0')}-${month}-${day}`);
const timeText = fc
  .tuple(two(0, 23), two(0, 59), two(0, 59), fc.constantFrom('', '.0', '.5', '.123', '.123456', '.120'))
  .map(([hour, minute, second, fraction]) => `${hour}:${minute}:${second}${fraction}`);

function anyDateTime(spelling: Spelling): fc.Arbitrary<TomlDateTime> {
  const offsetText = fc.oneof(
    fc.constantFrom(...spelling.zulu, '+00:00', '-00:00'),
    fc
      .tuple(fc.constantFrom('+', '-'), two(0, 23), two(0, 59))
      .map(([sign, hour, minute]) => `${sign}${hour}:${minute}`),
  );
  const between = fc.constantFrom(...spelling.between);
  const offsetDateTime = fc
    .tuple(dateText, between, timeText, offsetText)
    .map((parts): TomlDateTime => ({ kind: 'offset-date-time', text: parts.join('') }));
  if (!spelling.local) return offsetDateTime;
  return fc.oneof(
    offsetDateTime,
    dateText.map((text): TomlDateTime => ({ kind: 'local-date', text })),
    timeText.map((text): TomlDateTime => ({ kind: 'local-time', text })),
    fc
      .tuple(dateText, between, timeText)
      .map((parts): TomlDateTime => ({ kind: 'local-date-time', text: parts.join('') })),
  );
}

interface Spelling {
  readonly local: boolean;
  readonly key: fc.Arbitrary<string>;
  readonly between: readonly string[];
  readonly zulu: readonly string[];
}

function tomlTables(spelling: Spelling): fc.Arbitrary<TomlTable> {
  return fc.letrec<{ value: TomlValue; table: TomlTable }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      anyText,
      fc.boolean(),
      int64,
      anyFloat,
      anyDateTime(spelling),
      fc.array(tie('value'), { maxLength: 4 }),
      tie('table'),
      fc.array(tie('table'), { minLength: 1, maxLength: 3 }),
    ),
    table: fc
      .array(fc.tuple(spelling.key, tie('value')), { maxLength: 5 })
      .map((entries) => new Map(entries)),
  })).table;
}

/** Any table: every type, nested tables and arrays of tables, mixed arrays, keys and text of all kinds. */
export const anyTomlTable = tomlTables({
  key: anyKey,
  local: true,
  between: ['T', 't', ' '],
  zulu: ['Z', 'z'],
});

/**
 * The same, but for what @iarna/toml refuses or reads wrongly: lower-case `t` and `z` in dates, a local date before `,`
 * or ` }`, and names that every object of JavaScript has.
 */
export const iarnaTomlTable = tomlTables({
  key: keyOfNoObject,
  local: false,
  between: ['T', ' '],
  zulu: ['Z'],
});

/**
 * A value as nested pairs that compare with `toEqual`, in what @iarna/toml can tell apart: it does not know `1` from
 * `1.0`, keeps no order, and gives dates as `Date`, to the millisecond and in UTC.
 */
export function asIarnaReads(value: unknown): unknown {
  if (typeof value === 'bigint' || typeof value === 'number') return numberText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return { date: value.getTime() };
  if (Array.isArray(value)) return value.map(asIarnaReads);
  if (value instanceof Map) {
    const plain: Map<string, TomlValue> = value;
    return pairs([...plain]);
  }
  if ('kind' in value && 'text' in value && typeof value.kind === 'string')
    return { date: dateOf(value as TomlDateTime) };
  return pairs(Object.entries(value));
}

function pairs(entries: [string, unknown][]): unknown {
  return entries
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, value]) => [key, asIarnaReads(value)]);
}

function numberText(value: bigint | number): unknown {
  if (typeof value === 'number' && Object.is(value, -0)) return { number: 0 };
  return { number: typeof value === 'bigint' ? Number(value) : value };
}

function dateOf({ text }: TomlDateTime): number {
  return new Date(text.replace(' ', 'T').replace(/(\.\d{3})\d+/, '$1')).getTime();
}
