import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { compareApi } from './compare-api.js';
import { cargoSurroundings, cargoToml, makeCrate, makeFolder } from './crate.fixture.js';
import type { FeatureSelection } from './test-run.js';

const code = '#[cfg(feature = "std")] pub fn a() {}\n#[cfg(feature = "more")] pub fn b() {}\n';
const features = '[features]\ndefault = ["std"]\nstd = []\nmore = []\n';
const whole = { 'Cargo.toml': cargoToml('sample', features), 'src/lib.rs': code };

/** The unit has no default of its own: the facade switches its features on. */
const split = {
  'Cargo.toml': `${cargoToml('sample', 'members = ["unit"]\n')}${features.replace('std = []', 'std = ["sample--unit/std"]').replace('more = []', 'more = ["sample--unit/more"]')}[dependencies]\nsample--unit = { path = "unit", default-features = false }\n`,
  'src/lib.rs':
    '#[cfg(feature = "std")] pub use sample__unit::a;\n#[cfg(feature = "more")] pub use sample__unit::b;\n',
  'unit/Cargo.toml':
    '[package]\nname = "sample--unit"\nversion = "1.2.3"\nedition = "2021"\n[lib]\nname = "sample__unit"\npath = "lib.rs"\n[features]\nstd = []\nmore = []\n',
  'unit/lib.rs': code,
};

test.each<FeatureSelection>([{}, { names: ['more'] }, { defaults: false, names: ['more'] }, { all: true }])(
  'what features switch on in the facade is switched on in its units: %j',
  async (selection) => {
    const surroundings = await cargoSurroundings();
    const side = async (folder: string) => ({
      ...surroundings,
      features: selection,
      folder,
      targetFolder: join(await makeFolder(), 'target'),
    });
    const [original, facade] = [await makeCrate(whole), await makeCrate(split)];
    expect(await compareApi(await side(original), await side(facade))).toEqual([]);
  },
);
