import { describe, expect, test } from '@jest/globals';
import { allPosets } from './all-posets.fixture.js';
import { canonicalPaths } from './canonical-paths.js';
import type { Edges } from './edges.js';
import { planFollows } from './plan-follows.js';
import { buildPoset, type Poset } from './poset.js';

const none = () => [];
const nixpkgs = () => ['nixpkgs'];

const diamond = new Map([
  ['config-seed', []],
  ['rust', ['config-seed']],
  ['web', ['config-seed']],
  ['dev', ['rust', 'web']],
]);

test('the flake of a diamond has one follows beside those of its externals', () => {
  const poset = buildPoset(diamond);
  expect([...canonicalPaths(poset, 'dev')]).toEqual([
    ['web', ['web']],
    ['config-seed', ['web', 'config-seed']],
    ['rust', ['rust']],
  ]);
  expect(planFollows(poset, 'dev', nixpkgs)).toEqual([
    { path: ['rust', 'config-seed'], target: ['web', 'config-seed'] },
    { path: ['web', 'nixpkgs'], target: ['nixpkgs'] },
    { path: ['rust', 'nixpkgs'], target: ['nixpkgs'] },
  ]);
  expect(planFollows(poset, 'config-seed', nixpkgs)).toEqual([]);
});

test('a node follows only the externals that those below it take', () => {
  const poset = buildPoset(diamond);
  const externalsOf = (name: string) => (name === 'web' ? ['nixpkgs', 'tools'] : ['nixpkgs']);
  expect(planFollows(poset, 'dev', externalsOf).slice(1)).toEqual([
    { path: ['web', 'nixpkgs'], target: ['nixpkgs'] },
    { path: ['web', 'tools'], target: ['tools'] },
    { path: ['rust', 'nixpkgs'], target: ['nixpkgs'] },
  ]);
});

test('in a chain, externals are overridden one step below and sixteen', () => {
  const names = [...Array(301).keys()].map((index) => `n${String(index).padStart(3, '0')}`);
  const chain = new Map(names.map((name, index) => [name, names.slice(Math.max(0, index - 1), index)]));
  const follows = planFollows(buildPoset(chain), 'n300', nixpkgs);
  expect(follows.map(({ path }) => path.length - 1)).toEqual([1, 16, 256]);
});

describe('of every partial order on up to five points', () => {
  const everyPoset = [1, 2, 3, 4, 5].flatMap((count) => [...allPosets(count)]);
  const both = everyPoset.flatMap((edges) => {
    const poset = buildPoset(edges);
    return [edges, new Map(poset.elements.map((name) => [name, poset.coversOf(name)]))];
  });

  test('canonical paths lead where they say, each as the first input on it reaches its end', () => {
    for (const edges of both) {
      const poset = buildPoset(edges);
      for (const name of poset.elements) {
        const paths = canonicalPaths(poset, name);
        const below = poset.downSetOf([name]).filter((each) => each !== name);
        if ([...paths.keys()].sort().join() !== below.sort().join())
          throw wrong(edges, name, `${[...paths.keys()]}`);
        for (const [lower, path] of paths) {
          let at = name;
          for (const step of path) {
            if (!poset.extendsOf(at).includes(step)) throw wrong(edges, name, `${at} to ${step}`);
            at = step;
          }
          if (at !== lower) throw wrong(edges, name, `${path} leads to ${at}`);
          const [first = ''] = path;
          const rest = canonicalPaths(poset, first).get(lower) ?? [];
          if (path.slice(1).join() !== rest.join()) throw wrong(edges, name, `${lower} below ${first}`);
          const isDirect = poset.extendsOf(name).includes(lower);
          if (isDirect && path.length > 1) throw wrong(edges, name, `${lower} is direct`);
        }
      }
    }
  });

  test('follows are those of the rule, as it is told', () => {
    for (const edges of both) {
      const poset = buildPoset(edges);
      for (const name of poset.elements) {
        const planned = planFollows(poset, name, none).map(
          ({ path, target }) => `${path.join('/')}=${target.join('/')}`,
        );
        const told = followsByRule(poset, name);
        if (planned.sort().join() !== told.sort().join())
          throw wrong(edges, name, `${planned} and not ${told}`);
      }
    }
  });

  test('with the follows of all flakes, each node below is one input, and the others follow it', () => {
    for (const edges of both) {
      const poset = buildPoset(edges);
      for (const name of poset.elements) {
        const reached = expandInputs(poset, name);
        const below = poset.downSetOf([name]).filter((each) => each !== name);
        if (reached.sort().join() !== [...below].sort().join()) throw wrong(edges, name, `${reached}`);
      }
    }
  });
});

/** The rule, over all edges below: one that is not canonical follows, unless both its ends are reached alike. */
function followsByRule(poset: Poset, name: string): string[] {
  const paths = new Map([...canonicalPaths(poset, name), [name, [] as readonly string[]]]);
  return [...paths].flatMap(([upper, path]) =>
    poset.extendsOf(upper).flatMap((lower) => {
      const target = paths.get(lower) ?? [];
      const way = [...path, lower];
      const isCanonical = way.join('/') === target.join('/');
      return isCanonical || path[0] === target[0] ? [] : [`${way.join('/')}=${target.join('/')}`];
    }),
  );
}

/** The nodes that inputs lead to where nobody above says that they follow another: what a lock would have entries of. */
function expandInputs(poset: Poset, top: string): string[] {
  const found: string[] = [];
  const enter = (name: string, path: readonly string[], overridden: ReadonlySet<string>) => {
    const prefix = path.map((step) => `${step}/`).join('');
    const own = planFollows(poset, name, none).map((follow) => prefix + follow.path.join('/'));
    const all = new Set([...overridden, ...own]);
    for (const lower of poset.extendsOf(name)) {
      if (all.has(prefix + lower)) continue;
      found.push(lower);
      enter(lower, [...path, lower], all);
    }
  };
  enter(top, [], new Set());
  return found;
}

function wrong(edges: Edges, name: string, what: string): Error {
  return new Error(`${what}, of ${name} in ${JSON.stringify([...edges])}`);
}
