// Emits the unit that runs the build script of a crate: takes the script, gives a package without code of its own.
import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { withNamedFiles } from '../read/named-files.js';
import { readModules } from '../read/read-modules.js';
import type { PackageFile, Unit } from '../split.js';
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
  const own = packageFiles(emission, {
    manifest,
    code: '#![no_std]\n',
    script: renderBuildScript(script, buildScript, parse),
    included: [],
  });
  const files = [...own, ...filesOfScript(crate.folder, buildScript, parse)];
  files.sort((one, other) => (one.path < other.path ? -1 : 1));
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

/** Its modules and what these include, as they lie beside it; in the package, the script is at the top. */
function filesOfScript(folder: string, script: string, parse: RustParser): readonly PackageFile[] {
  const readText = (path: string) => {
    const file = join(folder, path);
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  };
  const { modules } = readModules(script, readText, parse);
  const files = withNamedFiles(
    folder,
    modules.map(({ file }) => file.path),
  );
  return [...files]
    .filter((path) => path !== script)
    .map((path) => ({ path: posix.relative(posix.dirname(script), path), copyOf: join(folder, path) }))
    .filter(({ path }) => !path.startsWith('..'));
}
