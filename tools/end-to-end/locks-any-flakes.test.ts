import {
  type DeclaredInput,
  type DeclaredInputs,
  declaredInputsOf,
  findExternal,
  type Lock,
  readFlake,
  readLock,
  renderLock,
} from '@flake-lattice/nix-text';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { describeWithNix, newestNix } from '../testing/nixes.js';
import { sampled } from '../testing/random.js';
import { anyFlakes } from './locks-flakes.fixture.js';
import {
  type FlakeRepository,
  makeRepository,
  planLockOf,
  renderTestFlake,
  type TestFlakes,
  textOf,
} from './locks-repository.fixture.js';

const patience = 900_000;

describeWithNix(
  'locks of any flakes',
  (nix) => {
    let repository: FlakeRepository;
    let elsewhere: FlakeRepository;
    let urls: readonly string[];
    let known: Lock;

    beforeAll(async () => {
      repository = await makeRepository();
      elsewhere = await makeRepository();
      urls = await makeExternals(elsewhere);
      const inputs = new Map<string, DeclaredInput>();
      for (const [index, url] of urls.entries()) {
        inputs.set(`flake-${index}`, { url }).set(`files-${index}`, { url, flake: false });
      }
      await repository.write(new Map([['externals', { inputs }]]));
      known = readLock(await repository.lockByNix('externals', nix), 'flake.lock');
    });
    afterAll(async () => {
      await repository.remove();
      await elsewhere.remove();
    });

    test(
      'are those of Nix, or left to Nix',
      async () => {
        const external = (url: string, flake: boolean) => findExternal(known, url, flake);
        let compared = 0;
        const property = fc.asyncProperty(anyFlakes(urls), anyFlakes(urls), async (flakes, before) => {
          await repository.write(flakes);
          const byNix = await repository.lockByNix('', nix);
          const read = readBack(flakes);
          const plan = planLockOf(read, '', { external });
          if (plan.kind === 'needs-nix') {
            if (!byNix.startsWith('Nix: ')) {
              expect(plan.reason).toContain('another flake is to take the place of an input');
            }
            return;
          }
          compared += 1;
          expect(textOf(plan)).toBe(byNix);
          expect(renderLock(readLock(byNix, 'flake.lock'))).toBe(byNix);
          // What other flakes were locked to before makes no difference, since all that is pinned stays the same.
          const earlier = planLockOf(before, '', { external });
          if (earlier.kind === 'needs-nix') return;
          expect(textOf(planLockOf(read, '', { external, previous: earlier.lock }))).toBe(byNix);
        });
        const runs = sampled(40);
        await fc.assert(property, runs);
        expect(compared).toBeGreaterThan(runs.numRuns / 20);
      },
      patience,
    );
  },
  [newestNix],
);

/** Three flakes in one: without inputs, with two, and with follows within. */
async function makeExternals(elsewhere: FlakeRepository): Promise<readonly string[]> {
  const urls: string[] = [];
  const add = async (inputs: DeclaredInputs) => {
    await elsewhere.write(new Map([['', { inputs }]]));
    await elsewhere.setLock('', await elsewhere.lockByNix('', newestNix));
    urls.push(await elsewhere.commit(`with ${inputs.size} inputs`));
    return urls.at(-1) as string;
  };
  const lowest = await add(new Map());
  const middle = await add(
    new Map<string, DeclaredInput>([
      ['nixpkgs', { url: lowest }],
      ['files', { url: lowest, flake: false }],
    ]),
  );
  await add(
    new Map<string, DeclaredInput>([
      ['a', { url: middle, inputs: new Map([['nixpkgs', { follows: ['nixpkgs'] }]]) }],
      ['b', { url: middle }],
      ['nixpkgs', { url: lowest }],
    ]),
  );
  return urls;
}

/** As the texts of the flakes are read, so that reading is tested along with planning. */
function readBack(flakes: TestFlakes): TestFlakes {
  return new Map(
    [...flakes].map(([folder, flake]) => {
      const inputs = declaredInputsOf(readFlake(renderTestFlake(flake)));
      if (!inputs) throw new Error(`the inputs in \`${folder}\` are not read`);
      return [folder, { inputs }];
    }),
  );
}
