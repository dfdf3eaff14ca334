import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { compareApi } from './compare-api.js';
import { cargoSurroundings, cargoToml, makeCrate, makeFolder } from './crate.fixture.js';
import type { CargoSurroundings } from './test-run.js';

let surroundings: CargoSurroundings;

beforeAll(async () => {
  surroundings = await cargoSurroundings();
});

const compare = async (original: string, facade: string) =>
  compareApi(
    { ...surroundings, folder: original, targetFolder: join(await makeFolder(), 'target') },
    { ...surroundings, folder: facade, targetFolder: join(await makeFolder(), 'target') },
  );

const whole = {
  'src/lib.rs': `
    mod shape { pub trait Area { const SIDES: u8; type Unit; fn area(&self) -> u32; fn twice(&self) -> u32 { 2 * self.area() } } }
    pub mod square;
    pub use shape::Area;
    pub use square::{Square as Quad, *};
    pub fn largest<'a, T: Area + ?Sized>(all: &'a [Box<T>]) -> Option<&'a T> where T: std::fmt::Debug { all.first().map(|b| &**b) }
    pub const LIMIT: usize = 1 + 2;
    #[macro_export] macro_rules! make_square { ($side:expr) => { $crate::square::Square::new($side) }; }
    struct Private;
    trait Hidden {} impl Hidden for Square {}`,
  'src/square.rs': `
    use crate::Area;
    #[derive(Clone, Debug, PartialEq)] #[non_exhaustive] pub struct Square { pub label: String, side: u32 }
    impl Square { pub fn new(side: u32) -> Self { Square { label: String::new(), side: Self::checked(side) } } fn checked(side: u32) -> u32 { side } }
    impl Area for Square { const SIDES: u8 = 4; type Unit = (); fn area(&self) -> u32 { self.side * self.side } }
    pub enum Kind { Plain, Sized(u32), Named { name: String } }`,
};

/** The same crate in a facade and units that mirror its modules; the facade takes nothing from one of them. */
const split = {
  'Cargo.toml': `${cargoToml('sample', 'members = ["area", "hidden", "square"]\n')}[dependencies]\nsample--area = { path = "area" }\nsample--square = { path = "square" }\n`,
  'src/lib.rs': `
    pub mod square { pub use sample__square::square::{Square, Kind}; }
    mod shape { pub use sample__area::shape::Area; }
    pub use shape::Area;
    pub use square::{Square as Quad, *};
    pub use sample__square::{largest, LIMIT, make_square};`,
  'area/Cargo.toml':
    '[package]\nname = "sample--area"\nversion = "1.2.3"\nedition = "2021"\n[lib]\nname = "sample__area"\npath = "lib.rs"\n',
  'area/lib.rs':
    'pub mod shape { pub trait Area { const SIDES: u8; type Unit; fn area(&self) -> u32; fn twice(&self) -> u32 { 2 * self.area() } } }',
  'hidden/Cargo.toml':
    '[package]\nname = "sample--hidden"\nversion = "1.2.3"\nedition = "2021"\n[lib]\nname = "sample__hidden"\npath = "lib.rs"\n',
  'hidden/lib.rs': 'pub trait Hidden {}',
  'square/Cargo.toml':
    '[package]\nname = "sample--square"\nversion = "1.2.3"\nedition = "2021"\n[lib]\nname = "sample__square"\npath = "lib.rs"\n[dependencies]\nsample--area = { path = "../area" }\nsample--hidden = { path = "../hidden" }\n',
  'square/lib.rs': whole['src/lib.rs']
    .replace(/mod shape \{.*\}/, 'pub mod shape { pub use sample__area::shape::Area; }')
    .replace('struct Private', 'pub struct Private')
    .replace('trait Hidden {}', 'pub use sample__hidden::Hidden;'),
  'square/square.rs': whole['src/square.rs']
    .replace(' side: u32 }', ' pub side: u32 }')
    .replace(' fn checked', ' pub fn checked'),
};

describe('compareApi', () => {
  test('a split has the same API, and says what is more public', async () => {
    const differences = await compare(await makeCrate(whole), await makeCrate(split));
    expect(differences).toEqual([
      { kind: 'wider', path: 'Quad::checked', sentence: 'method `Quad::checked` is public in the facade' },
      { kind: 'wider', path: 'Quad::side', sentence: 'field `Quad::side` is public in the facade' },
    ]);
  });

  test('says what is missing, changed and additional', async () => {
    const broken = {
      ...split,
      'src/lib.rs': split['src/lib.rs']
        .replace('largest, ', 'Private, ')
        .replace('use shape::Area', 'use shape::Area as Surface'),
      'square/square.rs': split['square/square.rs']
        .replace('Sized(u32)', 'Sized(u64)')
        .replace('Debug, ', '')
        .replace('new(side: u32)', 'new(side: u32, _: u8)'),
      'square/lib.rs': split['square/lib.rs']
        .replace('1 + 2', '4')
        .replace('::new($side)', '::new($side, 0)')
        .replace('($side:expr) =>', '($side:expr, 0) =>'),
    };
    const differences = await compare(await makeCrate(whole), await makeCrate(broken));
    expect(differences.map(({ kind, sentence }) => `${kind}: ${sentence}`)).toEqual([
      'missing: trait `Area` is missing from the facade',
      'changed: field `Kind::Sized::0` was `u32` and is `u64` in the facade',
      'changed: constant `LIMIT` was `const LIMIT: usize = 3usize` and is `const LIMIT: usize = 4usize` in the facade',
      'additional: struct `Private` is in the facade alone',
      'wider: method `Quad::checked` is public in the facade',
      'changed: method `Quad::new` was `impl Quad { fn new(u32) -> Self }` and is `impl Quad { fn new(u32, u8) -> Self }` in the facade',
      'wider: field `Quad::side` is public in the facade',
      'additional: trait `Surface` is in the facade alone',
      'missing: `impl Area for Quad` is missing from the facade',
      'additional: `impl Surface for Quad` is in the facade alone',
      'missing: `impl core::fmt::Debug for Quad` is missing from the facade',
      'missing: function `largest` is missing from the facade',
      'changed: macro `make_square` was `macro_rules! make_square { ($side:expr) => { ... }; }` and is `macro_rules! make_square { ($side:expr, 0) => { ... }; }` in the facade',
    ]);
  });

  test('two crates of one API in other files and another order are equal', async () => {
    const other = await makeCrate({
      'src/lib.rs':
        'pub use inner::*; mod inner { pub fn b(name: u8) {} pub struct A<T>(pub T) where T: Clone + Copy; }',
    });
    const one = await makeCrate({
      'src/lib.rs': 'pub struct A<T>(pub T) where T: Copy + Clone; pub fn b(other: u8) {}',
    });
    expect(await compare(one, other)).toEqual([]);
  });

  test('a crate that does not compile is an error', async () => {
    const folder = await makeCrate({ 'src/lib.rs': 'pub fn f() -> Absent {}' });
    await expect(compare(folder, folder)).rejects.toMatchObject({ code: 'CRATE_NOT_COMPILED' });
  });
});
