import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { splitCrate } from '../split-crate.js';
import { cargoSurroundings, makeCrate } from '../verify/crate.fixture.js';
import { runTests } from '../verify/run-tests.js';

const text = `
macro_rules! documented {
    ($(#[$about:meta])* $name:ident) => { $(#[$about])* pub fn $name() { take(Hidden) } fn take(_: Hidden) {} };
}

#[macro_export]
macro_rules! private {
    ($name:ident) => { struct $name; };
}

documented! {
    /// \`\`\`
    /// sample::one();
    /// \`\`\`
    one
}

private!(Hidden);

/// \`\`\`
/// sample::two();
/// \`\`\`
pub fn two() {}
`;

/** What the exported macro makes is not repeated, and nothing of it is passed on. */
test('a call that rustdoc cannot read where it is repeated is not, and costs no other test', async () => {
  const { cargo, env } = await cargoSurroundings();
  const folder = await makeCrate({ 'src/lib.rs': text });
  const outcome = await splitCrate({
    folder,
    facadeFolder: join(folder, '../facade'),
    granularity: 'crate',
    header: [],
    env,
    findCargo: async () => cargo,
    isToBeVerified: false,
  });
  expect(outcome.repairs.unrepeated).toEqual(['documented call']);
  const { results, faults } = await runTests(outcome.packages, {
    cargo,
    env,
    targetFolder: outcome.targetFolder,
  });
  await outcome.remove();
  expect({ names: results.map(({ name }) => name), faults }).toEqual({ names: ['two #1'], faults: [] });
}, 120_000);
