// What rustc said is recorded in fixtures/rustc: of small packages that were each broken in one way.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { errorsOf, parseCargoMessages } from '../cargo/messages.js';
import { linkTexts } from '../crate-texts.fixture.js';
import { noRepairs, type Repairs } from '../plan/plan-groups.js';
import { planUnits } from '../plan/plan-units.js';
import { findRepairs } from './find-repairs.js';

const recorded = join(import.meta.dirname, '../../fixtures/rustc');

/** @param text of a crate with the declarations that the recorded packages hold */
async function repairsOf(name: string, text: string, before: Repairs = noRepairs) {
  return repairsFrom(await readFile(join(recorded, `${name}.jsonl`), 'utf8'), text, before);
}

function repairsFrom(said: string, text: string, before: Repairs = noRepairs) {
  const errors = errorsOf(parseCargoMessages(said).messages);
  expect(errors).not.toEqual([]);
  const linked = linkTexts(text);
  return findRepairs(
    errors,
    {
      plans: planUnits(linked, before, { granularity: 'declaration' }),
      declarations: linked.declarations,
      closed: new Set(),
      libOf: (folder) => `sample__${folder}`,
      facadeLine: (line) => ['', '', '', 'pub use ::sample__a::a;', 'use self::gone::thing;'][line - 1] ?? '',
    },
    before,
  );
}

describe('an edge is added', () => {
  test.each([
    ['name-not-found', 'fn a() {} fn b() {}', 'b function'],
    ['type-not-found', 'fn a() {} struct B;', 'B struct'],
    ['path-not-found', 'fn a() {} struct B;', 'B struct'],
    ['macro-not-found', 'fn a() {} macro_rules! m { () => {} }', 'm macro'],
    ['method-of-own-trait', 'fn a() {} trait T { fn go(&self) {} } impl T for u8 {}', 'T trait'],
  ])('where rustc says %s', async (name, text, needed) => {
    expect(await repairsOf(name, text)).toEqual({ ...noRepairs, edges: [['a function', needed]] });
  });

  test('once: what still is not found stays together', async () => {
    const before = { ...noRepairs, edges: [['a function', 'b function']] } as const;
    expect(await repairsOf('name-not-found', 'fn a() {} fn b() {}', before)).toEqual({
      ...before,
      merges: [
        {
          keys: ['a function', 'b function'],
          reason: 'rustc says of them apart: E0425: cannot find function `b` in this scope',
        },
      ],
    });
  });
});

test('a trait of the standard library that rustc offers is brought into scope', async () => {
  expect(await repairsOf('method-of-std-trait', 'fn a(s: &mut String) {}')).toEqual({
    ...noRepairs,
    imports: [['a function', 'std::fmt::Write']],
  });
});

test('a name that a macro call does not make is known for the next plan', async () => {
  const text = 'fn a() {} macro_rules! make { ($x:ident $y:ident) => { pub fn $x() {} } } make!(x y);';
  const before = { ...noRepairs };
  expect(await repairsOf('import-not-found', text, before)).toEqual({
    ...noRepairs,
    absent: [['make call', 'y']],
  });
});

describe('units are merged', () => {
  test.each([
    [
      'import-private',
      'fn a() {} make! { pub fn x() {} }',
      ['a function', 'make call'],
      'E0603: function `x` is private',
    ],
    ['inherent-impl-elsewhere', 'fn a() {} struct S;', ['S struct', 'a function'], 'E0116: '],
    ['orphan-impl', 'fn a() {} struct S;', ['S struct', 'a function'], 'E0117: '],
    ['not-exhaustive', 'fn a() {} enum E { A }', ['E enum', 'a function'], 'E0004: '],
  ])('where rustc says %s, and the reason is kept', async (name, text, keys, reason) => {
    const repairs = await repairsOf(name, text);
    expect(repairs).toEqual({
      ...noRepairs,
      merges: [{ keys, reason: expect.stringContaining(`rustc says of them apart: ${reason}`) }],
    });
  });
});

describe('the facade', () => {
  test('leaves out a line that leads nowhere', async () => {
    expect(await repairsOf('facade-import-not-found', 'fn a() {}')).toEqual({
      ...noRepairs,
      dropped: ['use self::gone::thing;'],
    });
  });

  test('does not look for a name that a macro call does not make', async () => {
    const text = 'macro_rules! make { ($x:ident $y:ident) => { pub fn $x() {} } } make!(x y);';
    expect(await repairsOf('facade-name-not-made', text)).toMatchObject({ absent: [['make call', 'y']] });
  });
});

test('where no way is left there are no repairs', async () => {
  expect(await repairsOf('name-not-found', 'fn a() {}')).toBeUndefined();
  const before = { ...noRepairs, dropped: ['use self::gone::thing;'] };
  expect(await repairsOf('facade-import-not-found', 'fn a() {}', before)).toBeUndefined();
});

test('the order in which packages end has no part in it', async () => {
  const text = 'fn a() {} fn b() {} struct S; trait T { fn go(&self) {} } impl T for u8 {}';
  const ofOther = (said: string) => said.replaceAll('sample__a', 'sample__b');
  const [one, two] = await Promise.all(
    ['method-of-own-trait', 'method-of-std-trait'].map((name) =>
      readFile(join(recorded, `${name}.jsonl`), 'utf8'),
    ),
  );
  const inOrder = [one as string, ofOther(two as string), ofOther(one as string)];
  const found = repairsFrom(inOrder.join(''), text);
  expect(found).toMatchObject({
    edges: [
      ['a function', 'T trait'],
      ['b function', 'T trait'],
    ],
  });
  expect(repairsFrom([...inOrder.slice(1), inOrder[0]].join(''), text)).toEqual(found);
});
