// Takes the repository's root, gives the options of `nix build` that put this machine's nixpkgs in place.
import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { pathReference } from '../set-up/flake-path.js';

/**
 * The flakes of this repository name the stand-in as their nixpkgs. Set-up wrote down which one this machine is to
 * use; where that is the stand-in as well, nothing needs to be overridden, unless something is compiled: the committed
 * one knows no compiler.
 */
export async function readNixpkgsOptions(root: string, compiles = false): Promise<readonly string[]> {
  const toolchain = await realpath(join(root, '.toolchain')).catch(() => undefined);
  if (toolchain === undefined) return [];
  const written = await readFile(join(toolchain, 'nixpkgs-reference'), 'utf8').catch(() => '');
  const reference = written.trim();
  const isStandIn = reference === '' || reference === pathReference(join(toolchain, 'nixpkgs'));
  return reference === '' || (isStandIn && !compiles) ? [] : ['--override-input', 'nixpkgs', reference];
}
