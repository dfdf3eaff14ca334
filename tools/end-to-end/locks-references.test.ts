import { type DeclaredInput, readLock } from '@flake-lattice/nix-text';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { describeWithNix, newestNix } from '../testing/nixes.js';
import {
  type FlakeRepository,
  makeRepository,
  planLockOf,
  type TestFlakes,
  textOf,
} from './locks-repository.fixture.js';

const folders = ['x', 'x/deep', 'sp ace', 'pl+us', 'ü', 'a%b', "q'(!)"];

const spellings: readonly DeclaredInput[] = [
  { url: 'path:./x' },
  { url: './x' },
  { url: './x/' },
  { url: 'path:x' },
  { url: 'path:x/' },
  { url: 'path:./x/./deep' },
  { url: 'path:./x/../x' },
  { url: 'path:./x?dir=deep' },
  { url: './x?dir=deep' },
  { url: './x?dir=./deep' },
  { url: './x?dir=' },
  { url: './x?' },
  { url: 'path:./x?dir=' },
  { url: 'path:./sp%20ace' },
  { url: './sp ace' },
  { url: 'path:./pl+us' },
  { url: 'path:./pl%2bus' },
  { url: 'path:./%C3%BC' },
  { url: './ü' },
  { url: './a%b' },
  { url: 'path:./a%25b' },
  { url: "path:./q'(!)" },
  { url: './x', flake: false },
  { url: './x/flake.nix', flake: false },
  { url: './nothing', flake: false },
  { url: './x?dir=nothing', flake: false },
  { attributes: new Map(Object.entries({ type: 'path', path: './x' })) },
  { attributes: new Map(Object.entries({ type: 'path', path: './x', dir: 'deep' })) },
];

const nothing = { inputs: new Map() };
let repository: FlakeRepository;
let elsewhere: FlakeRepository;

beforeEach(async () => {
  repository = await makeRepository();
  elsewhere = await makeRepository();
});
afterEach(async () => {
  await repository.remove();
  await elsewhere.remove();
});

describeWithNix('a reference', (nix) => {
  test('by a relative path is kept in the lock as Nix keeps it', async () => {
    const flakes: TestFlakes = new Map([
      ['', { inputs: new Map(spellings.map((input, index) => [`input ${index}`, input])) }],
      ...folders.map((folder) => [folder, nothing] as const),
    ]);
    await repository.write(flakes);
    expect(textOf(planLockOf(flakes, ''))).toBe(await repository.lockByNix('', nix));
  });

  test('to a flake from elsewhere is known again in a lock that Nix wrote', async () => {
    await elsewhere.write(
      new Map([
        ['', nothing],
        ['sub', nothing],
      ]),
    );
    const revision = (await elsewhere.commit('first')).split('rev=')[1] as string;
    const git = `git+file://${elsewhere.root}`;
    const attributes = new Map(Object.entries({ type: 'git', ref: 'main' }));
    const inputs = new Map<string, DeclaredInput>([
      ['revision', { url: `${git}?rev=${revision}` }],
      ['branch', { url: `${git}?ref=main` }],
      ['folder', { url: `${git}?dir=sub` }],
      ['both', { url: `${git}?ref=main&rev=${revision}&dir=sub` }],
      ['files', { url: git, flake: false }],
      ['shallow', { url: `${git}?shallow=1` }],
      ['attributes', { url: `file://${elsewhere.root}`, attributes }],
    ]);
    const flakes: TestFlakes = new Map([['', { inputs }]]);
    await repository.write(flakes);
    const byNix = await repository.lockByNix('', nix);
    const previous = readLock(byNix, 'flake.lock');
    expect(textOf(planLockOf(flakes, '', { previous }))).toBe(byNix);
  });
});

describeWithNix(
  'a lock that lies beside a flake of the repository',
  (nix) => {
    test('gives the pins of its inputs, as Nix has it', async () => {
      await elsewhere.write(new Map([['', nothing]]));
      await elsewhere.commit('first');
      const url = `git+file://${elsewhere.root}`;
      const root = new Map<string, DeclaredInput>([
        ['x', { url: './x' }],
        ['own', { follows: ['x', 'far'] }],
      ]);
      const x = new Map<string, DeclaredInput>([
        ['far', { url }],
        ['near', { url: '../y' }],
      ]);
      const flakes: TestFlakes = new Map([
        ['', { inputs: root }],
        ['x', { inputs: x }],
        ['y', nothing],
      ]);
      await repository.write(flakes);
      const beside = await repository.lockByNix('x', nix);
      await repository.setLock('x', beside);
      await elsewhere.write(new Map([['', { inputs: new Map(), outputs: '_: { later = true; }' }]]));
      await elsewhere.commit('second');
      const lockAt = (folder: string) => (folder === 'x' ? readLock(beside, 'flake.lock') : undefined);
      expect(textOf(planLockOf(flakes, '', { lockAt }))).toBe(await repository.lockByNix('', nix));
    });
  },
  [newestNix],
);
