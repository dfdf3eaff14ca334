// A lock that was planned alone gives, where it is taken in, what planning anew gives: for random lattices, and for all
// that a flake above may say of their inputs.
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sampled } from '../../../../tools/testing/random.js';
import type { DeclaredInput, DeclaredInputs } from './declared-inputs.js';
import type { Lock, LockNode } from './lock.js';
import type { LockRequest } from './lock-request.js';
import { planLock } from './plan-lock.js';

const inputsOf = (entries: readonly (readonly [string, DeclaredInput])[]): DeclaredInputs => new Map(entries);

const external = (name: string, inputs: LockNode['inputs'] = new Map()): LockNode => ({
  locked: { type: 'git', url: `file:///${name}`, rev: 'a'.repeat(40) },
  original: { type: 'git', url: `file:///${name}` },
  inputs,
});

const deep = external('deep');
const externals: Readonly<Record<string, LockNode>> = {
  'git+file:///packages': external('packages'),
  'git+file:///tools': external(
    'tools',
    new Map<string, LockNode | readonly string[]>([
      ['packages', external('packages')],
      ['deep', deep],
      ['again', ['somewhere', 'deep']],
    ]),
  ),
};

/** What the root may say of inputs of the hub. */
const sayings: readonly (readonly [string, DeclaredInput])[] = [
  ['packages', { follows: ['packages'] }],
  ['tools', { follows: ['tools'] }],
  ['tools', { inputs: inputsOf([['deep', { follows: ['packages'] }]]) }],
  ['tools', { url: 'git+file:///packages' }],
  ['n0', { follows: ['own'] }],
  ['n1', { inputs: inputsOf([['n0', { follows: ['own'] }]]) }],
  ['n1', { inputs: inputsOf([['packages', { follows: ['packages'] }]]) }],
  ['unknown', { follows: ['packages'] }],
  ['tools', { follows: ['no name'] }],
  ['packages', { follows: ['hub', 'packages'] }],
];

const anyFlakes = fc.record({
  extended: fc.array(fc.array(fc.nat({ max: 4 }), { maxLength: 3 }), { minLength: 2, maxLength: 5 }),
  isLinear: fc.boolean(),
  /** Whether an input of the hub has the reference that the hub itself has. */
  isCircle: fc.boolean(),
  said: fc.subarray([...sayings], { maxLength: 3 }),
});

test('what is grafted is what is planned anew', () => {
  let grafted = 0;
  fc.assert(
    fc.property(anyFlakes, ({ extended, isLinear, isCircle, said }) => {
      const flakes = new Map<string, DeclaredInputs>();
      const hub: [string, DeclaredInput][] = [
        ['packages', { url: 'git+file:///packages' }],
        ['tools', { url: 'git+file:///tools', inputs: inputsOf([['packages', { follows: ['packages'] }]]) }],
      ];
      for (const [index, all] of extended.entries()) {
        const lowers = [...new Set(all.filter((lower) => lower < index))].map((lower) => `n${lower}`);
        const declared = inputsOf([
          ['packages', { url: 'git+file:///packages' }],
          ...lowers.map((name): [string, DeclaredInput] => [name, { url: `path:../${name}` }]),
        ]);
        flakes.set(`g/n${index}`, declared);
        const follows = [...declared.keys()].map((name): [string, DeclaredInput] => [
          name,
          { follows: [name] },
        ]);
        hub.push([
          `n${index}`,
          { url: `path:./n${index}`, ...(isLinear ? { inputs: inputsOf(follows) } : {}) },
        ]);
      }
      if (isCircle) hub.push(['again', { url: 'path:./g' }]);
      flakes.set('g/g', new Map());
      flakes.set('g', inputsOf(hub));
      const own = inputsOf([
        ['packages', { url: 'git+file:///packages' }],
        ['tools', { url: 'git+file:///tools' }],
        ['own', { url: 'path:./own' }],
        ['hub', { url: 'path:./g', inputs: inputsOf(said) }],
      ]);
      flakes.set('own', new Map());
      const plan = (folder: string, inputs: DeclaredInputs, more: Partial<LockRequest> = {}) =>
        planLock({
          folder,
          inputs,
          flakeAt: (at) => flakes.get(at),
          lockedExternal: (url) => {
            const node = externals[url];
            return node && { node, path: ['somewhere'] };
          },
          ...more,
        });
      const alone = plan('g', inputsOf(hub));
      if (alone.kind !== 'lock') return;
      const anew = plan('', own);
      let isAsked = false;
      const plannedAlone = (folder: string): Lock | undefined => {
        isAsked ||= folder === 'g';
        return folder === 'g' ? alone.lock : undefined;
      };
      expect(plan('', own, { plannedAlone })).toEqual(anew);
      if (isAsked && anew.kind === 'lock') grafted += 1;
    }),
    sampled(1000),
  );
  expect(grafted).toBeGreaterThan(100);
});
