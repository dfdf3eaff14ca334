// What all bundles have in common, as options of esbuild.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** @type {import('esbuild').BuildOptions} */
export const bundleOptions = {
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  // V8 takes code that was compiled beforehand without the callback that an `import()` in it would ask.
  supported: { 'dynamic-import': false },
  // What modules ask of ES modules alone.
  banner: { js: "const bundledUrl = require('node:url').pathToFileURL(__filename).href;" },
  define: { 'import.meta.url': 'bundledUrl', 'import.meta.dirname': '__dirname' },
  // Names stay, since a fault of our own is reported with them.
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  logLevel: 'warning',
};

/** Modules that bring files which they look for beside themselves. */
export const withFiles = ['jiti', 'web-tree-sitter', 'esbuild'];

/** esbuild leaves regular expressions as they are written, and the loader reads a bundle by bytes, see `load-bundle.mjs`. */
const refuseOtherCharacters = {
  name: 'refuse-other-characters',
  /** @param {import('esbuild').PluginBuild} build */
  setup({ initialOptions, onEnd }) {
    initialOptions.metafile = true;
    const top = initialOptions.absWorkingDir ?? process.cwd();
    onEnd(({ metafile }) => ({
      errors: Object.keys(metafile?.outputs ?? {}).flatMap((file) => {
        const [found] = /[^\0-\x7f].{0,40}/u.exec(readFileSync(resolve(top, file), 'utf8')) ?? [];
        return found === undefined
          ? []
          : [{ text: `${file} is not ASCII; write escapes in place of: ${found}` }];
      }),
    }));
  },
};

/** @type {import('esbuild').BuildOptions} */
export const inAscii = { charset: 'ascii', plugins: [refuseOtherCharacters] };
