import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { cargoSurroundings, cargoToml, makeCrate, makeFolder } from './crate.fixture.js';
import type { CargoSurroundings } from './test-run.js';
import { verifySplit } from './verify-split.js';

let surroundings: CargoSurroundings;

beforeAll(async () => {
  surroundings = await cargoSurroundings();
});

const original = {
  'src/lib.rs':
    '/// ```\n/// assert_eq!(sample::twice(2), 4);\n/// ```\npub fn twice(x: u8) -> u8 { once(x) * 2 }\nfn once(x: u8) -> u8 { x }\n#[test] fn doubles() { assert_eq!(twice(once(1)), 2) }',
  'tests/zero.rs': '#[test] fn zero() { assert_eq!(sample::twice(0), 0) }',
};

type Files = Readonly<Record<string, string>>;

const verifyBoth = async (original: Files, facade: Files) =>
  verifySplit(await makeCrate(original), await makeCrate(facade), {
    ...surroundings,
    originalTarget: join(await makeFolder(), 'target'),
    facadeTarget: join(await makeFolder(), 'target'),
  });

const verify = (facade: Files) => verifyBoth(original, facade);

/** The unit has the function, and the facade its tests. */
const facade = {
  'Cargo.toml': `${cargoToml('sample', 'members = ["twice"]\n')}[dependencies]\nsample--twice = { path = "twice" }\n`,
  'src/lib.rs':
    '/// ```\n/// assert_eq!(sample::twice(2), 4);\n/// ```\n#[cfg(doctest)] pub fn twice() {}\n#[cfg(not(doctest))] pub use sample__twice::twice;\n#[cfg(not(doctest))] #[allow(unused)] use sample__twice::once;\n#[test] fn doubles() { assert_eq!(twice(once(1)), 2) }',
  'tests/zero.rs': original['tests/zero.rs'],
  'twice/Cargo.toml':
    '[package]\nname = "sample--twice"\nversion = "1.2.3"\nedition = "2021"\n[lib]\nname = "sample__twice"\npath = "lib.rs"\n',
  'twice/lib.rs': 'pub fn twice(x: u8) -> u8 { once(x) * 2 }\npub fn once(x: u8) -> u8 { x }',
};

describe('verifySplit', () => {
  test('a crate equals itself', async () => {
    expect(await verify(original)).toMatchObject({
      isEqual: true,
      tests: { original: 3, facade: 3, missing: [], additional: [], different: [] },
      api: [],
    });
  });

  test('a crate equals its facade over units', async () => {
    expect(await verify(facade)).toMatchObject({ isEqual: true, tests: { facade: 3 }, api: [] });
  });

  test('a facade that computes something else, or has lost a test, is different', async () => {
    const { isEqual, tests } = await verify({
      ...facade,
      'src/lib.rs': facade['src/lib.rs'].replace('#[test] fn doubles', '#[allow(unused)] fn doubles'),
      'twice/lib.rs': facade['twice/lib.rs'].replace('* 2', '+ 2'),
    });
    expect(isEqual).toBe(false);
    expect(tests).toMatchObject({
      missing: ['lib doubles'],
      different: [{ target: 'tests/zero', name: 'zero', original: ['ok'], facade: ['failed'] }],
    });
  });

  test('a facade that lacks an item is different although its tests are green', async () => {
    const hidden = { ...original, 'src/lib.rs': `${original['src/lib.rs']}\npub const UNTESTED: u8 = 0;` };
    const { isEqual, api } = await verifyBoth(hidden, facade);
    expect(isEqual).toBe(false);
    expect(api).toEqual([
      { path: 'UNTESTED', kind: 'missing', sentence: 'constant `UNTESTED` is missing from the facade' },
    ]);
  });

  test('what a facade shows more is told, and is no fault', async () => {
    const { isEqual, api } = await verify({
      ...facade,
      'src/lib.rs': facade['src/lib.rs'].replace('#[allow(unused)] use', 'pub use'),
    });
    expect(isEqual).toBe(true);
    expect(api.map(({ sentence }) => sentence)).toEqual(['function `once` is in the facade alone']);
  });

  test('a facade that does not compile is different, and says why', async () => {
    const { isEqual, tests, api } = await verify({
      ...facade,
      'twice/lib.rs': 'pub fn twice() -> Absent {}',
    });
    expect(isEqual).toBe(false);
    expect(tests.missing).toHaveLength(3);
    expect(tests.faults).not.toEqual([]);
    expect(api).toMatchObject([{ kind: 'missing', sentence: expect.stringContaining('`Absent`') }]);
  });
});
