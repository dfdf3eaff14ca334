// Tells whether what was built is what the sources say: takes a package and its bundle, gives what to load of it.
import { readdirSync, statSync } from 'node:fs';

const packages = new URL('../../packages/', import.meta.url);

/** The newest change below a folder, in milliseconds since 1970; 0 where there is none. @param {URL} folder */
function newestBelow(folder) {
  let newest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.name.endsWith('.ts') || entry.name.endsWith('.test.ts')) continue;
    newest = Math.max(newest, statSync(`${entry.parentPath ?? entry.path}/${entry.name}`).mtimeMs);
  }
  return newest;
}

/** When the file was written, in milliseconds since 1970; nothing where it is not there. @param {URL} file */
function timeOf(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs;
}

/**
 * When a source was edited last; nothing where a package was edited since it was compiled, or never compiled.
 * @param {readonly string[]} names of the packages that count
 */
function timeOfLastEdit(names) {
  let newest = 0;
  for (const name of names) {
    const compiled = timeOf(new URL(`${name}/dist/tsconfig.tsbuildinfo`, packages));
    const edited = newestBelow(new URL(`${name}/src/`, packages));
    if (compiled === undefined || edited > compiled) return undefined;
    newest = Math.max(newest, edited);
  }
  return newest;
}

/** The packages that are compiled. */
function namesOfSources() {
  return readdirSync(packages).filter((name) => timeOf(new URL(`${name}/src/`, packages)) !== undefined);
}

/**
 * What was built starts several times faster, but what is stale would run yesterday's code: it is taken only while no
 * source is newer. Best is the bundle, where there is one; a cache may bring it and what it was made of in any order.
 * @param {URL} folder of the package, ending in a slash
 * @param {string} module such as `command`, without the ending
 * @param {readonly string[]} [names] of the packages that it is made of, where these are not all
 * @returns {string} relative to the folder
 */
export function entryOf(folder, module, names = namesOfSources()) {
  const edited = timeOfLastEdit(names);
  if (edited === undefined) return `src/${module}.ts`;
  const bundled = timeOf(new URL(`dist/bundle/${module}.cjs`, folder));
  return bundled !== undefined && bundled >= edited ? `dist/bundle/${module}.cjs` : `dist/${module}.js`;
}
