import { findCycle } from '@flake-lattice/lattice';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { buildSplit } from '../build-split.js';
import { linkTexts, parse } from '../crate-texts.fixture.js';
import type { Granularity } from '../split.js';
import { noRepairs } from './plan-groups.js';
import { planUnits } from './plan-units.js';

const count = 9;
const indices = fc.array(fc.integer({ min: 0, max: count - 1 }), { maxLength: 4 });
const kinds = fc.array(fc.constantFrom('fn', 'struct', 'trait', 'impl', 'call', 'twin', 'macro'), {
  minLength: count,
  maxLength: count,
});
const uses = fc.array(indices, { minLength: count, maxLength: count });

/** Items in two modules that call each other as the numbers say. */
function textOf(of: readonly string[], used: readonly (readonly number[])[]): string {
  const place = (at: number) => (at % 3 === 0 ? 'crate::m' : 'crate');
  const body = (at: number) => (used[at] ?? []).map((other) => `${place(other)}::f${other}();`).join(' ');
  const items = of.map((kind, at) => {
    const own = `pub fn f${at}() { ${body(at)} }`;
    switch (kind) {
      case 'struct':
        return `${own} pub struct S${at}; impl S${at} { fn x() { ${body(at)} } }`;
      case 'trait':
        return `${own} pub trait T${at} { fn x() { ${body(at)} } } impl T${at} for u8 {}`;
      case 'impl':
        return `${own} pub struct S${at}; pub trait T${at} {} impl T${at} for S${at} { } impl From<S${at}> for u16 { fn from(_: S${at}) -> u16 { ${body(at)} 1 } }`;
      case 'call':
        return `make! { pub fn f${at}() { ${body(at)} } }`;
      case 'twin':
        return `#[cfg(unix)] ${own} #[cfg(not(unix))] pub fn f${at}() {}`;
      case 'macro':
        return `${own} macro_rules! m${at} { () => { ${body(at)} } }`;
      default:
        return own;
    }
  });
  const inner = items.filter((_, at) => at % 3 === 0).join('\n');
  return `${items.filter((_, at) => at % 3 !== 0).join('\n')}\npub mod m {\n${inner}\n}`;
}

test('units are a partial order, and each declaration is in one of them', () => {
  const granularity = fc.constantFrom<Granularity>('declaration', 'module', 'crate');
  const maxBytes = fc.option(fc.integer({ min: 1, max: 600 }), { nil: undefined });
  fc.assert(
    fc.property(kinds, uses, granularity, maxBytes, (of, used, grain, most) => {
      const linked = linkTexts(textOf(of, used));
      const coarseness = { granularity: grain, ...(most === undefined ? {} : { maxBytes: most }) };
      const plans = planUnits(linked, noRepairs, coarseness);
      const members = plans.flatMap((plan) => plan.members.map(({ key }) => key));
      expect([...members].sort()).toEqual(linked.declarations.map(({ key }) => key).sort());
      const choices = { ...coarseness, header: [], placePath: (path: string) => path };
      const { units } = buildSplit(linked, choices, parse).split;
      const names = new Set(units.map(({ packageName }) => packageName));
      for (const { units: below } of units) for (const name of below) expect(names).toContain(name);
      expect(
        findCycle(new Map(units.map(({ packageName, units: below }) => [packageName, below]))),
      ).toBeUndefined();
    }),
    { numRuns: 60 },
  );
});
