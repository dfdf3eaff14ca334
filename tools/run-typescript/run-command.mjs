// Starts the command of a layer package: takes the package's folder, runs `dist/command.js` or `src/command.ts`.
import { fileURLToPath } from 'node:url';
import { loadBundle } from '../bundle/load-bundle.mjs';
import { entryOf } from './fresh-build.mjs';

/** @param {URL} folder of the package, ending in a slash */
export async function runCommandOf(folder) {
  const path = entryOf(folder, 'command');
  if (path.endsWith('.ts')) await import('./register.mjs');
  const entry = new URL(path, folder);
  const { run } = path.endsWith('.cjs') ? loadBundle(fileURLToPath(entry)).exports : await import(entry.href);
  process.exitCode = await run(process.argv.slice(2));
}
