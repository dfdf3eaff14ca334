// The plugin as Nx loads it, which is before anything is compiled: what was built where it is fresh, its sources otherwise.
const { pathToFileURL } = require('node:url');

/** What the graph is read by; an edit of any other package leaves the bundle as fresh as it was. */
const packages = ['errors', 'nix-text', 'nx-plugin'];
let loaded;

function load() {
  loaded ??= import('../../../tools/run-typescript/load-module.mjs').then(({ loadModuleOf }) =>
    loadModuleOf(pathToFileURL(`${__dirname}/../`), 'index', packages),
  );
  return loaded;
}

module.exports = {
  name: '@flake-lattice/nx',
  createNodesV2: [
    '**/{flake.nix,.lattice/manifest.json}',
    async (files, options, context) => (await load()).createNodes(files, options, context),
  ],
  createDependencies: async (_options, context) => (await load()).createDependencies(context),
};
