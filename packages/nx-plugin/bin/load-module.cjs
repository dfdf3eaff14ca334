// Loads a module of the plugin: what was built where it is fresh, its sources otherwise. The package that is published has
// another file in this place, `tools/pack/starters/load-module.cjs`.
const { pathToFileURL } = require('node:url');

/** Those packages that it is made of, where these are not all. */
exports.loadModule = async (module, packages) => {
  const { loadModuleOf } = await import('../../../tools/run-typescript/load-module.mjs');
  return loadModuleOf(pathToFileURL(`${__dirname}/../`), module, packages);
};
