import { beforeAll, describe, expect, test } from '@jest/globals';
import { cargoSurroundings, cargoToml, makeCrate } from './crate.fixture.js';
import { runTests } from './run-tests.js';
import type { CargoSurroundings } from './test-run.js';

let surroundings: CargoSurroundings;

beforeAll(async () => {
  surroundings = await cargoSurroundings();
});

const doctest = (code: string, kind = '') =>
  ['```', kind, '\n', code, '\n', '```'].join('').replace(/^/gm, '/// ');

describe('runTests', () => {
  test('gives each test of all kinds by name, with its end', async () => {
    const folder = await makeCrate({
      'Cargo.toml': cargoToml('sample', '[[test]]\nname = "bare"\nharness = false\n[features]\nextra = []\n'),
      'src/lib.rs': `pub mod inner;
        #[cfg(test)] mod tests {
          #[test] fn fine() { println!("test tests::invented ... ok"); }
          #[test] fn fails() { panic!() }
          #[test] #[ignore = "slow"] fn ignored() {}
          #[test] #[should_panic] fn panics() { panic!() }
          #[cfg(feature = "extra")] #[test] fn extra() {}
        }`,
      'src/inner.rs': `${doctest('sample::inner::double(2);')}\n///\n${doctest('let x: u8 = "";', 'compile_fail')}
        pub fn double(x: u8) -> u8 { x * 2 }`,
      'src/main.rs': '#[test] fn of_the_program() {} fn main() {}',
      'tests/whole.rs':
        '#[test] fn whole() { assert_eq!(sample::inner::double(std::env::args().count() as u8), 2); }',
      'tests/bare.rs': 'fn main() {}',
    });
    const { results, faults } = await runTests(folder, { ...surroundings, features: { names: ['extra'] } });
    expect(faults).toEqual([]);
    expect(results.map(({ target, name, outcome }) => `${target} ${name} ${outcome}`)).toEqual([
      'bins/sample of_the_program ok',
      'doc inner::double #1 ok',
      'doc inner::double (compile fail) #1 ok',
      'lib tests::extra ok',
      'lib tests::fails failed',
      'lib tests::fine ok',
      'lib tests::ignored ignored',
      'lib tests::panics ok',
      'tests/bare main ok',
      'tests/whole whole ok',
    ]);
  });

  test('a program that ends in the midst loses no name', async () => {
    const folder = await makeCrate({
      'src/lib.rs': '#[test] fn aborts() { std::process::abort() } #[test] fn other() { loop {} }',
    });
    const { results } = await runTests(folder, surroundings);
    expect(results).toEqual([
      { target: 'lib', name: 'aborts', outcome: 'lost' },
      { target: 'lib', name: 'other', outcome: 'lost' },
    ]);
  });

  test('a target that does not compile is a fault, and the others run', async () => {
    const folder = await makeCrate({
      'src/lib.rs': '#[test] fn fine() {}',
      'tests/broken.rs': '#[test] fn broken() { absent() }',
      'tests/sound.rs': '#[test] fn sound() {}',
    });
    const { results, faults } = await runTests(folder, surroundings);
    expect(results.map(({ name }) => name)).toEqual(['fine', 'sound']);
    expect(faults).toEqual(['tests/broken does not compile: cannot find function `absent` in this scope']);
  });

  test('a crate that cannot be read has faults and no results', async () => {
    const folder = await makeCrate({
      'Cargo.toml': '[package]\nname = "sample"\n[dependencies]\nabsent = "1"\n',
    });
    const { results, faults } = await runTests(folder, surroundings);
    expect(results).toEqual([]);
    expect(faults).not.toEqual([]);
  });
});
