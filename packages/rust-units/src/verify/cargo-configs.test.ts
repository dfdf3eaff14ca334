import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { findCargoConfigs } from './cargo-configs.js';
import { cargoSurroundings, cargoToml, makeFolder, writeFiles } from './crate.fixture.js';
import { cutCrate } from './cut-crate.js';

test('gives those above a folder, the nearest last', async () => {
  const folder = await makeFolder();
  await writeFiles(folder, {
    '.cargo/config.toml': '',
    'a/.cargo/config': '',
    'a/.cargo/config.toml': '',
    'a/b/.cargo/other': '',
  });
  const found = await findCargoConfigs(join(folder, 'a/b'));
  expect(found.slice(-2)).toEqual([join(folder, '.cargo/config.toml'), join(folder, 'a/.cargo/config')]);
});

test('a copy elsewhere has the vendored crates of the original', async () => {
  const folder = await makeFolder();
  await writeFiles(folder, {
    '.cargo/config.toml':
      '[source.crates-io]\nreplace-with = "vendored"\n[source.vendored]\ndirectory = "vendor"\n',
    'vendor/helper/Cargo.toml': '[package]\nname = "helper"\nversion = "1.0.0"\n',
    'vendor/helper/src/lib.rs': 'pub fn help() -> u8 { 1 }',
    'vendor/helper/.cargo-checksum.json': '{"package":null,"files":{}}',
    'crate/Cargo.toml': cargoToml('sample', '[dev-dependencies]\nhelper = "1"\nabsent = "1"\n'),
    'crate/src/lib.rs': '#[test] fn fine() { assert_eq!(helper::help(), 1) }',
  });
  const configs = await findCargoConfigs(join(folder, 'crate'));
  const target = join(await makeFolder(), 'copy');
  const cut = await cutCrate(join(folder, 'crate'), target, { ...(await cargoSurroundings()), configs });
  expect(cut.cuts.map(({ item }) => item)).toEqual(['dev-dependencies.absent']);
  expect(cut.tests).toEqual({ kept: 1, of: 1 });
});
