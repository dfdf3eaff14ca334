// Gives the script of the page: as it was bundled when the package was compiled, or bundled now from its sources.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** Where the bundle lies: beside the compiled module, and beside the bundle of a command. */
const bundled = new URL('./page-script.txt', import.meta.url);
const source = new URL('./page/main.ts', import.meta.url);

let known: Promise<string> | undefined;

/** Made once a process. */
export function readPageScript(): Promise<string> {
  known ??= readFile(bundled, 'utf8').catch(() => bundleSource());
  return known;
}

/** Only a clone of the repository has the sources, and esbuild among its development dependencies. */
async function bundleSource(): Promise<string> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({ ...pageBundle, entryPoints: [fileURLToPath(source)], write: false });
  return outputFiles[0]?.text ?? '';
}

/** As `tools/bundle` makes it too. A script element ends at the first `</script`, which esbuild writes otherwise. */
const pageBundle = {
  bundle: true,
  format: 'iife',
  target: 'es2022',
  minify: true,
  charset: 'ascii',
  legalComments: 'none',
  logLevel: 'warning',
} as const;
