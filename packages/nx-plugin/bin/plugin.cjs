// The plugin as Nx loads it, which is before anything is compiled: what was built where it is fresh, its sources otherwise.
const { loadModule } = require('./load-module.cjs');

/** What the graph is read by; an edit of any other package leaves the bundle as fresh as it was. */
const packages = ['errors', 'nix-text', 'nx-plugin'];
let loaded;

function load() {
  loaded ??= loadModule('index', packages);
  return loaded;
}

// Nx loads the plugins long before it asks them for anything. What is wrong is said when it asks.
load().catch(() => {});

let hooks;

/** A run goes on without its remote cache where that does not answer. Nx asks for both hooks, or stops the plugin in between. */
function hookOf(name) {
  return async (options, context) => {
    if (hooks === undefined && !process.env.NX_SELF_HOSTED_REMOTE_CACHE_SERVER) return;
    hooks ??= loadModule('hooks').then(({ remoteCacheHooks }) => remoteCacheHooks());
    await (await hooks)[name](options, context);
  };
}

module.exports = {
  name: '@flake-lattice/nx',
  createNodesV2: [
    '**/{flake.nix,.lattice/manifest.json}',
    async (files, options, context) => (await load()).createNodes(files, options, context),
  ],
  createDependencies: async (_options, context) => (await load()).createDependencies(context),
  preTasksExecution: hookOf('preTasksExecution'),
  postTasksExecution: hookOf('postTasksExecution'),
};
