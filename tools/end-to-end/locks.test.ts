import { findExternal, type Lock, readLock } from '@flake-lattice/nix-text';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { describeWithNix, newestNix } from '../testing/nixes.js';
import { sampled } from '../testing/random.js';
import { makeEdges, makeLattice, Random, type Shape, shapes } from './locks-lattice.fixture.js';
import { type FlakeRepository, makeRepository, planLockOf, textOf } from './locks-repository.fixture.js';

interface Case {
  readonly shape: Shape;
  readonly count: number;
  readonly seed: number;
}

const { numRuns, seed } = sampled(5);

/** In a sample of the proof. */
const mostInSample = 120;
/** The follows of all flakes of a dense lattice grow with the cube of its nodes: those of 1,000 would fill gigabytes. */
const mostDense = 400;

/** Of 2 to 1,000 nodes, as many between 2 and 45 as above; all shapes in turn. */
const cases: readonly Case[] = [...Array(numRuns).keys()].map((index) => {
  const shape = shapes[index % shapes.length] as Shape;
  const most = numRuns < 100 ? mostInSample : shape === 'dense' ? mostDense : 1000;
  const part = new Random(seed * 1009 + index).below(1001) / 1000;
  return { shape, count: Math.round(2 * (most / 2) ** part), seed: seed * 7919 + index };
});

describeWithNix('locks of random lattices', (nix) => {
  let repository: FlakeRepository;
  let elsewhere: FlakeRepository;
  let external: string;
  let known: Lock;

  beforeAll(async () => {
    elsewhere = await makeRepository();
    external = await makeExternal(elsewhere);
    repository = await makeRepository();
    const inputs = new Map([['tools', { url: external }]]);
    await repository.write(new Map([['externals', { inputs }]]));
    known = readLock(await repository.lockByNix('externals', newestNix), 'flake.lock');
    await repository.remove();
  });
  afterAll(() => elsewhere.remove());

  const patience = 600_000;

  test.each(cases)(
    'a $shape lattice of $count nodes',
    ({ shape, count, seed }) => prove(shape, count, seed),
    patience,
  );

  async function prove(shape: Shape, count: number, seed: number): Promise<void> {
    const random = new Random(seed);
    const edges = makeEdges(shape, count, random);
    const takers = new Set([...edges.keys()].filter(() => random.below(4) === 0));
    const tools = { url: external, takenBy: (node: string) => takers.has(node) };
    const { poset, flakes, folderOf } = makeLattice(edges, { externals: new Map([['tools', tools]]) });
    const options = { external: (url: string, flake: boolean) => findExternal(known, url, flake) };
    repository = await makeRepository();
    try {
      await repository.write(flakes);
      const hub = textOf(planLockOf(flakes, 'generated', options));
      const root = textOf(planLockOf(flakes, '', options));
      // nixpkgs and tools, with the two inputs of the latter, beside the nodes; at the root the hub too.
      const externals = 1 + (takers.size > 0 ? 3 : 0);
      expect(entriesOf(hub)).toBe(count + externals);
      expect(entriesOf(root)).toBe(count + externals + 1);
      for (const [folder, text] of [
        ['generated', hub],
        ['', root],
      ] as const) {
        await repository.setLock(folder, text);
        const accepted = await repository.nix(nix, folder, ['flake', 'metadata', '--no-update-lock-file']);
        expect(accepted).toMatchObject({ exitCode: 0 });
        await repository.setLock(folder, undefined);
        if (count <= 200) expect(await repository.lockByNix(folder, nix)).toBe(text);
        // A lock that holds already is what comes out again, without anything else known.
        expect(textOf(planLockOf(flakes, folder, { previous: readLock(text, 'flake.lock') }))).toBe(text);
      }
      if (nix !== newestNix || count > 60) return;
      for (const node of poset.elements) {
        const text = textOf(planLockOf(flakes, folderOf(node), options));
        const below = poset.downSetOf([node]);
        const takes = below.some((lower) => takers.has(lower));
        expect(entriesOf(text)).toBe(below.length - 1 + 1 + (takes ? 3 : 0));
        expect(await repository.lockByNix(folderOf(node), nix)).toBe(text);
      }
    } finally {
      await repository.remove();
    }
  }

  test('the diamond of 22 flakes has 22 entries, and the externals', async () => {
    const { poset, flakes, folderOf } = makeLattice(makeEdges('diamond', 22, new Random(1)));
    repository = await makeRepository();
    try {
      await repository.write(flakes);
      const top = folderOf(poset.elements.at(-1) as string);
      const expected = new Map([
        ['generated', 22 + 1],
        ['', 22 + 2],
        // The other flake of the top layer is not below; the flake itself is no entry of its lock.
        ...(nix === newestNix ? ([[top, 20 + 1]] as const) : []),
      ]);
      for (const [folder, entries] of expected) {
        const text = textOf(planLockOf(flakes, folder));
        expect([folder, entriesOf(text)]).toEqual([folder, entries]);
        expect(await repository.lockByNix(folder, nix)).toBe(text);
      }
    } finally {
      await repository.remove();
    }
  });
});

/** A flake with an input of its own, and that one with another: three entries, none of them of this repository. */
async function makeExternal(elsewhere: FlakeRepository): Promise<string> {
  let url: string | undefined;
  for (const name of ['lowest', 'middle', 'tools']) {
    const inputs = new Map(url === undefined ? [] : [['below', { url }]]);
    await elsewhere.write(new Map([['', { inputs, outputs: `_: { name = "${name}"; }` }]]));
    url = await elsewhere.commit(name);
  }
  return url as string;
}

/** All but the flake itself. */
function entriesOf(text: string): number {
  return Object.keys((JSON.parse(text) as { nodes: object }).nodes).length - 1;
}
