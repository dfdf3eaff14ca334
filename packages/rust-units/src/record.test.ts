import { describe, expect, test } from '@jest/globals';
import { linkTexts, manifestText } from './crate-texts.fixture.js';
import { noRepairs } from './plan/plan-groups.js';
import { hashPlan, parseRecord, renderRecord } from './record.js';

const declaration = { granularity: 'declaration' } as const;
const hash = (text: string, more = '') =>
  hashPlan(linkTexts({ 'Cargo.toml': manifestText(more), 'src/lib.rs': text }), declaration, {});
const text = 'fn a() { b(); 1; } fn b() {} struct C; mod m { pub fn d() {} }';

describe('a plan is the same', () => {
  test.each([
    ['a body is edited', 'fn a() { b(); 2; b(); } fn b() {} struct C; mod m { pub fn d() {} }'],
    ['items are in another order', 'mod m { pub fn d() {} } struct C; fn b() {} fn a() { b(); 1; }'],
    [
      'comments and blank lines are added',
      '// X.\n\nfn a() { b(); /* y */ 1; }\n\nfn b() {} struct C; /// D\nmod m { pub fn d() {} }',
    ],
  ])('where %s', (_, other) => {
    expect(hash(other)).toBe(hash(text));
  });
});

describe('a plan is another', () => {
  test.each([
    ['a reference is added', 'fn a() { b(); m::d(); } fn b() {} struct C; mod m { pub fn d() {} }', ''],
    ['a reference is dropped', 'fn a() { 1; } fn b() {} struct C; mod m { pub fn d() {} }', ''],
    ['a declaration is added', `${text} fn e() {}`, ''],
    [
      'a macro is given an example',
      `${text} macro_rules! n { ($(#[$m:meta])* $n:ident) => { $(#[$m])* fn $n() {} } } n! { /// \`\`\`\n /// 1;\n e }`,
      '',
    ],
    ['a configuration is added', text.replace('fn b', '#[cfg(unix)] fn b'), ''],
    ['a feature is added', text, '[features]\nx = []\n'],
  ])('where %s', (_, other, more) => {
    expect(hash(other, more)).not.toBe(hash(text));
  });

  test('where it is to be coarser, or has other features on', () => {
    const linked = linkTexts(text);
    const all = [
      hashPlan(linked, declaration, {}),
      hashPlan(linked, { granularity: 'module' }, {}),
      hashPlan(linked, { ...declaration, maxBytes: 100 }, {}),
      hashPlan(linked, declaration, { names: ['x'] }),
    ];
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('a record', () => {
  const record = {
    plan: 'abc',
    granularity: 'module',
    repairs: { ...noRepairs, edges: [['a function', 'b function']] },
  } as const;

  test('is read as it was written', () => {
    expect(parseRecord(renderRecord(record, ['Generated.', 'x']))).toEqual(record);
  });

  test.each([
    '',
    '{',
    '[]',
    'null',
    '{"plan":1}',
    '{"plan":"a","granularity":"fine","repairs":{}}',
    '{"plan":"a","granularity":"crate","repairs":{"edges":[]}}',
  ])('is none where it says %j', (broken) => {
    expect(parseRecord(broken)).toBeUndefined();
  });
});
