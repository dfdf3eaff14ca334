// Emits the unit that runs the build script of a crate: takes the script, gives a package without code of its own.
import type { Unit } from '../split.js';
import type { RustParser } from '../syntax/rust-parser.js';
import { renderBuildScript } from './build-unit.js';
import { renderUnitManifest } from './cargo-manifest.js';
import { buildFolder, type Emission } from './emission.js';
import { packageFiles } from './package-files.js';

/** None where the crate has no build script. @throws CodedError BUILD_SCRIPT_UNKNOWN */
export function emitBuildUnit(emission: Emission, parse: RustParser): readonly Unit[] {
  const { crate, script, links, libOfFolder, packageOfFolder, placePath, tomlHeader } = emission;
  const { buildScript } = crate.manifest;
  if (script === undefined || buildScript === undefined) return [];
  const [packageName, libName] = [packageOfFolder(buildFolder), libOfFolder(buildFolder)];
  const manifest = renderUnitManifest(
    { ...crate.manifest, dependencies: [] },
    {
      packageName,
      libName,
      units: new Map(),
      crates: new Set(),
      buildScript: true,
      buildDependencies: crate.manifest.buildDependencies,
      links,
    },
    tomlHeader,
    (path) => placePath(path, buildFolder),
  );
  const files = packageFiles(emission, {
    manifest,
    code: '#![no_std]\n',
    script: renderBuildScript(script, buildScript, parse),
    included: [],
  });
  return [
    {
      packageName,
      libName,
      folder: buildFolder,
      declarations: [],
      merges: [],
      lines: 0,
      units: [],
      crates: [],
      renames: {},
      hasBuildScript: true,
      links,
      files,
    },
  ];
}
