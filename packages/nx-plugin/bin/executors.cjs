// The executors as Nx loads them: what was built where it is fresh, their sources otherwise.
const { pathToFileURL } = require('node:url');

let loaded;

function load() {
  loaded ??= import('../../../tools/run-typescript/load-module.mjs').then(({ loadModuleOf }) =>
    loadModuleOf(pathToFileURL(`${__dirname}/../`), 'executors'),
  );
  return loaded;
}

const names = ['generate', 'generateBatch', 'build', 'buildBatch', 'check', 'checkBatch', 'develop'];
for (const name of names) exports[name] = async (...args) => (await load())[name](...args);
