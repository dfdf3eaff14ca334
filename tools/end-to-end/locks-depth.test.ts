import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { describeWithNix, newestNix } from '../testing/nixes.js';
import { makeEdges, makeLattice, Random, type Shape } from './locks-lattice.fixture.js';
import { type FlakeRepository, makeRepository, planLockOf, textOf } from './locks-repository.fixture.js';

/** A derivation that nixpkgs is needed for, and those of all nodes below. */
function outputsOf(node: string, extended: readonly string[]): string {
  const below = extended.map((name) => `inputs."${name}".drv`).join(' ');
  return `{ self, nixpkgs, ... }@inputs: {
    drv = derivation { name = "${node}"; system = "x86_64-linux"; builder = nixpkgs.builder; below = [ ${below} ]; };
  }`;
}

describeWithNix(
  'deep lattices',
  (nix) => {
    let repository: FlakeRepository;
    beforeAll(async () => {
      repository = await makeRepository();
    });
    afterAll(() => repository.remove());

    const cases: readonly (readonly [Shape, number, number])[] = JSON.parse(
      process.env.CASES ?? '[["chain",300,1],["layered",900,3],["diamond",600,2],["random",600,4]]',
    );
    test.each(cases)(
      'a %s of %d nodes is evaluated alone and through the hub',
      async (shape, count, seed) => {
        const edges = makeEdges(shape, count, new Random(seed));
        const { poset, flakes, folderOf } = makeLattice(edges, { outputsOf });
        const top = poset.elements.at(-1) as string;
        await repository.write(flakes);
        const began = performance.now();
        await repository.setLock(folderOf(top), textOf(planLockOf(flakes, folderOf(top))));
        await repository.setLock('generated', textOf(planLockOf(flakes, 'generated')));
        const planned = performance.now();
        const drv = async (folder: string, attribute: string) => {
          const args = ['eval', '--raw', '--no-update-lock-file', `.#${attribute}.drvPath`];
          const { stdout, stderr } = await repository.nix(nix, folder, args);
          return stdout || stderr;
        };
        const alone = await drv(folderOf(top), 'drv');
        const t = performance.now();
        const through = await drv('generated', `"${top}".drv`);
        process.stderr.write(
          `${shape} ${count} rank ${poset.rankOf(top)}: plan ${planned - began} alone ${t - planned} hub ${performance.now() - t} lines ${JSON.stringify([...(flakes.get(folderOf(top))?.inputs ?? [])]).length}\n`,
        );
        expect(alone).toMatch(/\.drv$/);
        expect(through).toBe(alone);
      },
    );
  },
  [newestNix],
);
