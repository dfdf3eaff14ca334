// Bundles the code of the thread that stages files: takes the folder of a bundle, writes it there, where that looks for it.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundleOptions } from './bundle-options.mjs';

const compiled = new URL('../../packages/generated-tree/dist/ahead/stage-worker.js', import.meta.url);

/** @param {string} folder */
export async function bundleWorker(folder) {
  const entryPoints = [fileURLToPath(compiled)];
  await build({ ...bundleOptions, entryPoints, outfile: `${folder}/stage-worker.cjs` });
}
