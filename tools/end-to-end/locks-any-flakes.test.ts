import {
  type DeclaredInput,
  declaredInputsOf,
  findExternal,
  readFlake,
  readLock,
  renderLock,
} from '@flake-lattice/nix-text';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { describeWithNix, newestNix } from '../testing/nixes.js';
import { sampled } from '../testing/random.js';
import {
  type FlakeRepository,
  makeRepository,
  planLockOf,
  renderTestFlake,
  type TestFlakes,
  textOf,
} from './locks-repository.fixture.js';

const folders = ['', 'a', 'b', 'a/inner', 'c d', 'deep/er/one'];
const names = ['a', 'b', 'c', 'nixpkgs', 'b_2'];

function wayFrom(from: string, to: string): string {
  const up = from === '' ? [] : from.split('/').map(() => '..');
  const down = to === '' ? [] : to.split('/');
  const way = [...up, ...down].join('/');
  return way.startsWith('..') ? way : `./${way}`;
}

describeWithNix(
  'locks of any flakes',
  (nix) => {
    let repository: FlakeRepository;
    let externals: FlakeRepository;
    let urls: readonly string[];

    beforeAll(async () => {
      repository = await makeRepository();
      externals = await makeRepository();
      const commit = async (text: string) => {
        const who = [
          '-c',
          'user.name=Test',
          '-c',
          'user.email=test@example.org',
          '-c',
          'commit.gpgsign=false',
        ];
        await externals.git([...who, 'commit', '--quiet', '--allow-empty', '--message', text]);
        return `git+file://${externals.root}?rev=${await externals.git(['rev-parse', 'HEAD'])}`;
      };
      await externals.write(new Map([['', { inputs: new Map() }]]));
      const lowest = await commit('lowest');
      const middleInputs = new Map<string, DeclaredInput>([
        ['nixpkgs', { url: lowest }],
        ['files', { url: lowest, flake: false }],
      ]);
      await externals.write(new Map([['', { inputs: middleInputs }]]));
      await externals.setLock('', await externals.lockByNix('', newestNix));
      const middle = await commit('middle');
      const highInputs = new Map<string, DeclaredInput>([
        ['a', { url: middle, inputs: new Map([['nixpkgs', { follows: ['nixpkgs'] }]]) }],
        ['b', { url: middle }],
        ['nixpkgs', { url: lowest }],
      ]);
      await externals.write(new Map([['', { inputs: highInputs }]]));
      await externals.setLock('', await externals.lockByNix('', newestNix));
      const high = await commit('high');
      urls = [lowest, middle, high];
    });
    afterAll(async () => {
      await repository.remove();
      await externals.remove();
    });

    const overrides = (depth: number): fc.Arbitrary<ReadonlyMap<string, DeclaredInput>> =>
      fc
        .uniqueArray(
          fc.tuple(
            fc.constantFrom(...names),
            fc.oneof(
              {
                weight: 4,
                arbitrary: fc.record({
                  follows: fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 3 }),
                }),
              },
              { weight: 1, arbitrary: fc.constant<DeclaredInput>({ follows: [] }) },
              { weight: 1, arbitrary: fc.nat(2).map((which): DeclaredInput => ({ url: `@${which}` })) },
              {
                weight: depth === 0 ? 0 : 3,
                arbitrary: fc
                  .constant(depth)
                  .chain((level) =>
                    level === 0 ? fc.constant({}) : overrides(level - 1).map((inputs) => ({ inputs })),
                  ),
              },
            ),
          ),
          { maxLength: 3, selector: ([name]) => name },
        )
        .map((entries) => new Map(entries));

    const flakes = fc
      .tuple(
        ...folders.map((folder, index) =>
          fc
            .uniqueArray(
              fc.tuple(
                fc.constantFrom(...names),
                fc.oneof(
                  {
                    weight: 5,
                    arbitrary: fc.nat({ max: folders.length - 1 }).map((to): DeclaredInput => {
                      const target = folders[index + 1 + (to % Math.max(1, folders.length - index - 1))];
                      return target === undefined
                        ? { url: '@0' }
                        : { url: `path:${encodeURI(wayFrom(folder, target))}` };
                    }),
                  },
                  { weight: 2, arbitrary: fc.nat(2).map((which): DeclaredInput => ({ url: `@${which}` })) },
                  {
                    weight: 1,
                    arbitrary: fc.constant<DeclaredInput>({ url: wayFrom(folder, 'a/inner'), flake: false }),
                  },
                  {
                    weight: 2,
                    arbitrary: fc.record({
                      follows: fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 2 }),
                    }),
                  },
                ),
                overrides(2),
              ),
              { maxLength: 4, minLength: index === 0 ? 2 : 0, selector: ([name]) => name },
            )
            .map((entries) => ({
              inputs: new Map(
                entries.map(([name, input, inner]) => [
                  name,
                  inner.size > 0 ? { ...input, inputs: inner } : input,
                ]),
              ),
            })),
        ),
      )
      .map((all): TestFlakes => new Map(all.map((flake, index) => [folders[index] ?? '', flake])));

    const withUrls = (inputs: ReadonlyMap<string, DeclaredInput>): ReadonlyMap<string, DeclaredInput> =>
      new Map(
        [...inputs].map(([name, input]) => [
          name,
          {
            ...input,
            ...(input.url?.startsWith('@') ? { url: urls[Number(input.url.slice(1))] as string } : {}),
            ...(input.inputs ? { inputs: withUrls(input.inputs) } : {}),
          },
        ]),
      );

    const stats = { lock: 0, needsNix: 0, missed: 0 };
    test('are those of Nix, or left to Nix', async () => {
      const seen = await externalLock();
      await fc.assert(
        fc.asyncProperty(flakes, flakes, async (generated, before) => {
          const now: TestFlakes = new Map(
            [...generated].map(([folder, { inputs }]) => [folder, { inputs: withUrls(inputs) }]),
          );
          const then: TestFlakes = new Map(
            [...before].map(([folder, { inputs }]) => [folder, { inputs: withUrls(inputs) }]),
          );
          await repository.write(now);
          const read = asRead(now);
          const byNix = await repository.lockByNix('', nix);
          const external = (url: string, flake: boolean) => findExternal(seen, url, flake);
          const plan = planLockOf(read, '', { external });
          if (plan.kind === 'needs-nix') {
            stats.needsNix += 1;
            if (!byNix.startsWith('Nix:')) {
              stats.missed += 1;
              process.stderr.write(`missed: ${plan.reason} ${plan.inputs}\n`);
            }
            return;
          }
          stats.lock += 1;
          expect(textOf(plan)).toBe(byNix);
          expect(renderLock(readLock(byNix, 'flake.lock'))).toBe(byNix);
          const earlier = planLockOf(then, '', { external });
          if (earlier.kind === 'needs-nix') return;
          const again = planLockOf(read, '', { external, previous: earlier.lock });
          expect(textOf(again)).toBe(byNix);
        }),
        sampled(40),
      );
      process.stderr.write(`${JSON.stringify(stats)}\n`);
    });

    function asRead(all: TestFlakes): TestFlakes {
      return new Map(
        [...all].map(([folder, flake]) => {
          const inputs = declaredInputsOf(readFlake(renderTestFlake(flake)));
          if (!inputs) throw new Error(`the inputs in ${folder} are not read`);
          return [folder, { inputs }];
        }),
      );
    }

    async function externalLock() {
      const inputs = new Map<string, DeclaredInput>();
      for (const [index, url] of urls.entries())
        inputs.set(`x${index}`, { url }).set(`f${index}`, { url, flake: false });
      await repository.write(new Map([['externals', { inputs }]]));
      return readLock(await repository.lockByNix('externals', newestNix), 'flake.lock');
    }
  },
  [newestNix],
);
