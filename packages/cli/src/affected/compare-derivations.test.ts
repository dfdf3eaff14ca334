import type { HubDerivations } from '@flake-lattice/programs';
import { describe, expect, test } from '@jest/globals';
import { compareDerivations } from './compare-derivations.js';

const derivations = (
  packages: Readonly<Record<string, string | undefined>>,
  devShells: Readonly<Record<string, string>> = {},
  checks: Readonly<Record<string, string>> = {},
): HubDerivations => ({
  packages: new Map(Object.entries(packages)),
  devShells: new Map(Object.entries(devShells)),
  checks: new Map(Object.entries(checks)),
});

describe('compareDerivations', () => {
  test('what is the same in both is affected by nothing', () => {
    const same = derivations({ a: 'a.drv' }, { a: 'shell.drv' }, { a: 'check.drv' });
    expect(compareDerivations(same, same)).toEqual({ affected: [], removed: [], unaffected: 1 });
  });

  test('nodes are told with the outputs that differ, sorted', () => {
    const before = derivations({ b: 'b.drv', a: 'a.drv', c: 'c.drv', gone: 'g.drv' }, { a: 's.drv' });
    const after = derivations(
      { new: 'n.drv', c: 'c.drv', b: 'b2.drv', a: 'a.drv' },
      { a: 's2.drv' },
      { b: 'k.drv' },
    );
    expect(compareDerivations(before, after)).toEqual({
      affected: [
        { node: 'a', change: 'changed', outputs: ['shell'] },
        { node: 'b', change: 'changed', outputs: ['package', 'check'] },
        { node: 'new', change: 'added', outputs: ['package'] },
      ],
      removed: ['gone'],
      unaffected: 1,
    });
  });

  test('an output that is gone is a change', () => {
    const before = derivations({ a: 'a.drv' }, { a: 's.drv' });
    expect(compareDerivations(before, derivations({ a: 'a.drv' })).affected).toEqual([
      { node: 'a', change: 'changed', outputs: ['shell'] },
    ]);
  });

  test('checks of a flake that somebody wrote belong to the node whose name they begin with', () => {
    const nodes = { dev: 'd.drv', 'dev-tools': 't.drv' };
    const before = derivations(nodes, {}, { 'dev-lint': '1.drv', 'dev-tools-lint': '2.drv' });
    const after = derivations(nodes, {}, { 'dev-lint': '1.drv', 'dev-tools-lint': '3.drv' });
    expect(compareDerivations(before, after).affected).toEqual([
      { node: 'dev-tools', change: 'changed', outputs: ['check'] },
    ]);
  });

  test('what can be evaluated only now is changed, and what never could is not', () => {
    const before = derivations({ a: undefined, b: undefined });
    const after = derivations({ a: 'a.drv', b: undefined });
    expect(compareDerivations(before, after)).toMatchObject({ affected: [{ node: 'a' }], unaffected: 1 });
  });
});
