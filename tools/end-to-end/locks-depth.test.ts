import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { describeWithNix, newestNix } from '../testing/nixes.js';
import { sampled } from '../testing/random.js';
import { makeEdges, makeLattice, Random, type Shape } from './locks-lattice.fixture.js';
import { type FlakeRepository, makeRepository, planLockOf, textOf } from './locks-repository.fixture.js';

const patience = 600_000;
const isProof = sampled(1).numRuns > 1;

/** Shapes with how many nodes and seed; what is 300 deep and more. */
const inSample: readonly (readonly [Shape, number, number])[] = [
  ['chain', 301, 1],
  ['tall', 903, 2],
];
const inProof: typeof inSample = [
  ['diamond', 602, 3],
  ['tall', 903, 4],
  ['chain', 1000, 5],
  ['layered', 900, 6],
  ['random', 600, 7],
];

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
    beforeEach(async () => {
      repository = await makeRepository();
    });
    afterEach(() => repository.remove());

    test.each(isProof ? [...inSample, ...inProof] : inSample)(
      'a %s lattice of %d nodes is evaluated alone and through the hub',
      async (shape, count, seed) => {
        const edges = makeEdges(shape, count, new Random(seed));
        const { poset, flakes, folderOf } = makeLattice(edges, { outputsOf });
        const top = poset.elements.at(-1) as string;
        await repository.write(flakes);
        for (const folder of [folderOf(top), 'generated']) {
          await repository.setLock(folder, textOf(planLockOf(flakes, folder)));
        }
        const evaluate = async (folder: string, attribute: string) => {
          const args = ['eval', '--raw', '--no-update-lock-file', `.#${attribute}.drvPath`];
          const { stdout, stderr } = await repository.nix(nix, folder, args);
          return stdout || stderr;
        };
        const alone = await evaluate(folderOf(top), 'drv');
        expect(alone).toMatch(/^\/\S*\.drv$/);
        expect(await evaluate('generated', `"${top}".drv`)).toBe(alone);
      },
      patience,
    );
  },
  [newestNix],
);
