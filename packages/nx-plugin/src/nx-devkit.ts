// What Nx offers plugins: as `@nx/devkit` hands it on, but taken from Nx itself, so that a workspace needs no second package
// that has to be of the same version.
import { createRequire } from 'node:module';

export type * from 'nx/src/devkit-exports';

/** Older versions of Nx have files and no exports, which only `require` finds. Loaded when asked for: it takes a while. */
export function loadDevkit(): typeof import('nx/src/devkit-exports') {
  return createRequire(import.meta.url)('nx/src/devkit-exports');
}
