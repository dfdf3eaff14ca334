// Loads a module of a package into another program, such as Nx: takes the package's folder and the module, gives what it exports.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { entryOf } from './fresh-build.mjs';

const require = createRequire(import.meta.url);

/**
 * @param {URL} folder of the package, ending in a slash
 * @param {string} module without the ending
 * @param {readonly string[]} [names] of the packages that it is made of, where these are not all
 */
export async function loadModuleOf(folder, module, names) {
  const built = entryOf(folder, module, names);
  // Nx has packages found by their sources, so that what is compiled module by module would not find its like.
  const path = built.endsWith('.cjs') ? built : `src/${module}.ts`;
  if (path.endsWith('.ts')) await import('./register.mjs');
  // An import would first look through all of a bundle for what it exports.
  if (path.endsWith('.cjs')) return require(fileURLToPath(new URL(path, folder)));
  return import(new URL(path, folder).href);
}
