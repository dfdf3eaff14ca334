// What all bundles have in common, as options of esbuild.

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
