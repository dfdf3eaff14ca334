// Makes one script of the modules that run within the page: takes what the package was compiled to, writes it beside.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const dist = fileURLToPath(new URL('../../packages/lattice-page/dist/', import.meta.url));

await build({
  entryPoints: [`${dist}page/main.js`],
  outfile: `${dist}page-script.txt`,
  bundle: true,
  format: 'iife',
  target: 'es2022',
  minify: true,
  charset: 'ascii',
  legalComments: 'none',
  logLevel: 'warning',
});
