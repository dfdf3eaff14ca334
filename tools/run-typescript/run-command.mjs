// Starts the command of a layer package: takes the package's folder, runs `dist/command.js` or `src/command.ts`.
import { readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadBundle } from '../bundle/load-bundle.mjs';

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

/** When a source was edited last; nothing where a package was edited since it was compiled, or never compiled. */
function timeOfLastEdit() {
  let newest = 0;
  for (const name of readdirSync(packages)) {
    const compiled = timeOf(new URL(`${name}/dist/tsconfig.tsbuildinfo`, packages));
    const edited = newestBelow(new URL(`${name}/src/`, packages));
    if (compiled === undefined || edited > compiled) return undefined;
    newest = Math.max(newest, edited);
  }
  return newest;
}

/**
 * What was built starts several times faster, but what is stale would run yesterday's code: it is taken only while no
 * source is newer. Best is the bundle, of the command that has one; a cache may bring it and what it was made of in any order.
 * @param {URL} folder of the package, ending in a slash
 * @returns {string} relative to the folder
 */
function entryOf(folder) {
  const edited = timeOfLastEdit();
  if (edited === undefined) return 'src/command.ts';
  const bundled = timeOf(new URL('dist/bundle/command.cjs', folder));
  return bundled !== undefined && bundled >= edited ? 'dist/bundle/command.cjs' : 'dist/command.js';
}

/** @param {URL} folder of the package, ending in a slash */
export async function runCommandOf(folder) {
  const path = entryOf(folder);
  if (path.endsWith('.ts')) await import('./register.mjs');
  const entry = new URL(path, folder);
  const { run } = path.endsWith('.cjs') ? loadBundle(fileURLToPath(entry)).exports : await import(entry.href);
  process.exitCode = await run(process.argv.slice(2));
}
