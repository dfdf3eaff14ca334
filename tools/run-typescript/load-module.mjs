// Loads a module of a package into another program, such as Nx: takes the package's folder and the module, gives what it exports.
import { entryOf } from './fresh-build.mjs';

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
  const loaded = await import(new URL(path, folder).href);
  return path.endsWith('.cjs') ? loaded.default : loaded;
}
