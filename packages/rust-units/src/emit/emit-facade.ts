// Emits the facade of a split: takes all units, gives the package that has the API and the tests of the crate.
import { findTests } from '../read/find-tests.js';
import type { Facade, Unit } from '../split.js';
import { renderFacadeManifest } from './cargo-manifest.js';
import { buildFolder, type Emission } from './emission.js';
import { facadeText } from './facade-text.js';
import { findingsScript, packageFiles } from './package-files.js';

export function emitFacade(units: readonly Unit[], emission: Emission): Facade {
  const { crate, repairs, libOf, isAbsent, placePath, tomlHeader } = emission;
  const { manifest, source, declarations, scope } = crate;
  const made = facadeText({
    source,
    declarations,
    scope,
    libOf,
    libs: units.filter(({ folder }) => folder !== buildFolder).map(({ libName }) => libName),
    dropped: new Set(repairs.dropped),
    isAbsent,
  });
  const script = findingsScript(made.text, emission);
  const tests = findTests(crate);
  const used = units.filter(({ folder }) => folder !== buildFolder || script !== undefined);
  const cargoManifest = renderFacadeManifest(
    manifest,
    {
      units: new Map(used.map(({ packageName, folder }) => [packageName, `./${folder}`])),
      members: units.map(({ folder }) => folder).sort(),
      tests: tests.targets.map(({ table }) => table),
      hasBuildScript: script !== undefined,
    },
    tomlHeader,
    (path) => placePath(path, ''),
  );
  return {
    packageName: manifest.name,
    libName: manifest.libName,
    units: used.map(({ packageName }) => packageName),
    crates: manifest.dependencies.map(({ libName }) => libName).sort(),
    renames: {},
    hasBuildScript: script !== undefined,
    tests: tests.targets.map(({ path }) => path),
    files: packageFiles(emission, {
      manifest: cargoManifest,
      code: made.text,
      script,
      included: [...made.files, ...tests.files],
    }),
  };
}
