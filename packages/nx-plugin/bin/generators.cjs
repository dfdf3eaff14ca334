// The generators as Nx loads them: what was built where it is fresh, their sources otherwise.
const { loadModule } = require('./load-module.cjs');

let loaded;

function load() {
  loaded ??= loadModule('generators');
  return loaded;
}

for (const name of ['sync', 'node']) exports[name] = async (...args) => (await load())[name](...args);
