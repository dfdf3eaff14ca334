// Loads a module of the plugin.
exports.loadModule = async (module) => require(`../dist/bundle/${module}.cjs`);
