// Takes the repository's root, gives the options of `nix build` that put this machine's nixpkgs in place.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The flakes of this repository name the stand-in as their nixpkgs. Set-up wrote down which one this machine is to
 * use; where that is the stand-in as well, nothing needs to be overridden.
 */
export async function readNixpkgsOptions(root: string): Promise<readonly string[]> {
  const file = join(root, '.toolchain', 'nixpkgs-reference');
  const reference = (await readFile(file, 'utf8').catch(() => '')).trim();
  const isStandIn = reference === '' || reference === `path:${join(root, '.toolchain', 'nixpkgs')}`;
  return isStandIn ? [] : ['--override-input', 'nixpkgs', reference];
}
