// The generators as Nx loads them: what was built where it is fresh, their sources otherwise.
const { pathToFileURL } = require('node:url');

let loaded;

function load() {
  loaded ??= import('../../../tools/run-typescript/load-module.mjs').then(({ loadModuleOf }) =>
    loadModuleOf(pathToFileURL(`${__dirname}/../`), 'generators'),
  );
  return loaded;
}

for (const name of ['sync', 'node']) exports[name] = async (...args) => (await load())[name](...args);
