// The executors as Nx loads them: what was built where it is fresh, their sources otherwise.
const { loadModule } = require('./load-module.cjs');

let loaded;

function load() {
  loaded ??= loadModule('executors');
  return loaded;
}

const names = ['generate', 'generateBatch', 'build', 'buildBatch', 'check', 'checkBatch', 'develop'];
for (const name of names) exports[name] = async (...args) => (await load())[name](...args);
