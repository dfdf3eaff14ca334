// Starts the command of a layer package: takes the package's folder, runs `dist/command.js` or `src/command.ts`.
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

/** Whether every package was compiled after its last edit. */
function isCompiled() {
  return readdirSync(packages).every((name) => {
    const stamp = statSync(new URL(`${name}/dist/tsconfig.tsbuildinfo`, packages), { throwIfNoEntry: false });
    return stamp !== undefined && newestBelow(new URL(`${name}/src/`, packages)) <= stamp.mtimeMs;
  });
}

/**
 * The built command starts four times faster, but a stale one would run yesterday's code: it is taken only while no
 * source is newer.
 * @param {URL} folder of the package, ending in a slash
 */
export async function runCommandOf(folder) {
  const compiled = isCompiled();
  if (!compiled) await import('./register.mjs');
  const entry = new URL(compiled ? 'dist/command.js' : 'src/command.ts', folder);
  const { run } = await import(entry.href);
  process.exitCode = await run(process.argv.slice(2));
}
