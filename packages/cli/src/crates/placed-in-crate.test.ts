// Places in a crate as they are told to who called the command, elsewhere.
import { CodedError } from '@flake-lattice/errors';
import { expect, test } from '@jest/globals';
import { placedInCrate } from './placed-in-crate.js';

const fault = (file?: string) =>
  new CodedError({
    code: 'RUST_SYNTAX',
    message: 'm',
    hint: 'h',
    detail: 'd',
    ...(file === undefined ? {} : { place: { file, line: 3 } }),
  });
const told = (thrown: unknown, cwd: string) =>
  placedInCrate({ folder: '/r/crates/a', cwd }, () => Promise.reject(thrown)).catch((found) => found);

test.each([
  ['/r', 'src/lib.rs', 'crates/a/src/lib.rs'],
  ['/r/crates/a', 'src/lib.rs', 'src/lib.rs'],
  ['/r/docs', 'src/lib.rs', '../crates/a/src/lib.rs'],
  ['/r', '/r/crates/a/Cargo.toml', '/r/crates/a/Cargo.toml'],
])('from %s, %s is %s', async (cwd, file, shown) => {
  expect(await told(fault(file), cwd)).toMatchObject({
    code: 'RUST_SYNTAX',
    message: 'm',
    hint: 'h',
    detail: 'd',
    place: { file: shown, line: 3 },
  });
});

test('what has no place, and what is no coded error, stays as it is', async () => {
  for (const thrown of [fault(), new Error('e')]) expect(await told(thrown, '/r')).toBe(thrown);
  expect(await placedInCrate({ folder: '/r', cwd: '/r' }, async () => 1)).toBe(1);
});
