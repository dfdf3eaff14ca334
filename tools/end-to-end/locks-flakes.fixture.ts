// For tests of locks: random flakes of one repository, which have each other and flakes from elsewhere as inputs, and say
// all sorts of things of the inputs of these.
import type { DeclaredInput, DeclaredInputs } from '@flake-lattice/nix-text';
import fc from 'fast-check';
import type { TestFlakes } from './locks-repository.fixture.js';

/** Each has only later ones as inputs; the first is the one that is locked. */
const folders = ['', 'a', 'b', 'a/inner', 'c d', 'deep/er/one'];
/** Few, so that overrides meet what they are about; one looks as if it were numbered. */
const names = ['a', 'b', 'c', 'nixpkgs', 'b_2'];

/** @param urls of flakes from elsewhere */
export function anyFlakes(urls: readonly string[]): fc.Arbitrary<TestFlakes> {
  const elsewhere = fc.constantFrom(...urls).map((url): DeclaredInput => ({ url }));
  const follows = fc
    .array(fc.constantFrom(...names), { minLength: 1, maxLength: 3 })
    .map((path): DeclaredInput => ({ follows: path }));
  const named = (input: fc.Arbitrary<DeclaredInput>, least: number, most: number) =>
    fc
      .uniqueArray(fc.tuple(fc.constantFrom(...names), input), {
        minLength: least,
        maxLength: most,
        selector: ([name]) => name,
      })
      .map((entries): DeclaredInputs => new Map(entries));

  const overrides = (depth: number): fc.Arbitrary<DeclaredInputs> => {
    const deeper = depth === 0 ? [] : [{ weight: 3, arbitrary: overrides(depth - 1).map(withInputs) }];
    const itself = fc.constant<DeclaredInput>({ follows: [] });
    const override = fc.oneof(
      { weight: 4, arbitrary: follows },
      { weight: 1, arbitrary: itself },
      { weight: 1, arbitrary: elsewhere },
      ...deeper,
    );
    return named(override, 0, 3);
  };

  const flakes = folders.map((folder, index) => {
    const later = folders.slice(index + 1).map((target) => ({ url: pathUrl(folder, target) }));
    const input = fc.oneof(
      { weight: 5, arbitrary: later.length === 0 ? elsewhere : fc.constantFrom<DeclaredInput>(...later) },
      { weight: 2, arbitrary: elsewhere },
      { weight: 1, arbitrary: fc.constant<DeclaredInput>({ url: wayFrom(folder, 'a/inner'), flake: false }) },
      { weight: 2, arbitrary: follows },
    );
    const overridden = fc
      .tuple(input, overrides(2))
      .map(([each, inputs]) => (inputs.size === 0 ? each : { ...each, inputs }));
    return named(overridden, index === 0 ? 2 : 0, 4).map((inputs) => [folder, { inputs }] as const);
  });
  return fc.tuple(...flakes).map((entries) => new Map(entries));
}

function withInputs(inputs: DeclaredInputs): DeclaredInput {
  return { inputs };
}

function pathUrl(from: string, to: string): string {
  return `path:${encodeURI(wayFrom(from, to))}`;
}

function wayFrom(from: string, to: string): string {
  const up = from === '' ? [] : from.split('/').map(() => '..');
  const way = [...up, to].join('/');
  return way.startsWith('..') ? way : `./${way}`;
}
