// Emits the facade of a split: takes all units, gives the package that has the API, the programs and the tests
// of the crate.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findTests } from '../read/find-tests.js';
import type { Program as ReadProgram } from '../read/read-programs.js';
import type { Facade, Program, Unit } from '../split.js';
import { renderFacadeManifest } from './cargo-manifest.js';
import { buildFolder, type Emission } from './emission.js';
import { facadeText } from './facade-text.js';
import { findingsScript, packageFiles } from './package-files.js';

export function emitFacade(units: readonly Unit[], emission: Emission): Facade {
  const { crate, repairs, calls, libOf, isAbsent, placePath, tomlHeader } = emission;
  const { folder, manifest, source, programs, declarations, scope } = crate;
  const made = facadeText({
    source,
    edition: manifest.edition,
    declarations,
    scope,
    calls,
    libOf,
    libs: units.filter(({ folder }) => folder !== buildFolder).map(({ libName }) => libName),
    dropped: new Set(repairs.dropped),
    isAbsent,
  });
  const programFiles = programs.flatMap(({ files }) => files);
  const texts = programFiles.filter((path) => path.endsWith('.rs'));
  const code = [made.text, ...texts.map((path) => readFileSync(join(folder, path), 'utf8'))].join('\n');
  const script = findingsScript(code, emission);
  const tests = findTests(crate);
  const used = units.filter(({ folder }) => folder !== buildFolder || script !== undefined);
  const cargoManifest = renderFacadeManifest(
    manifest,
    {
      units: new Map(used.map(({ packageName, folder }) => [packageName, `./${folder}`])),
      members: units.map(({ folder }) => folder).sort(),
      programs: programs.map(({ table }) => table),
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
    programs: programs.map(programOf),
    described: manifest.described,
    tests: tests.targets.map(({ path }) => path),
    files: packageFiles(emission, {
      manifest: cargoManifest,
      code: made.text,
      script,
      included: [...made.files, ...programFiles, ...tests.files],
    }),
  };
}

function programOf({ name, path, table }: ReadProgram): Program {
  const asked = table['required-features'];
  return { name, path, requiredFeatures: Array.isArray(asked) ? (asked as string[]) : [] };
}
