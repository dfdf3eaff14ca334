// Holds the output folder against what would be written: a file that a person wrote there is not to be lost.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '@flake-lattice/errors';
import { generatedBy } from './render-header.js';

/**
 * Beside a flake.nix of the generator, edited or not, all is the generator's, as the header there says. Elsewhere a
 * file that is there may be empty, may hold what would be written, or may be a configuration that was generated.
 *
 * @param folder absolute path
 * @throws CodedError OUTPUT_NOT_OURS
 */
export async function checkOwnership(folder: string, config: Uint8Array): Promise<void> {
  const flakeFile = join(folder, 'flake.nix');
  const flake = await readIfPresent(flakeFile);
  if (saysGenerated(flake)) return;
  if (flake.length > 0) throw notOurs(flakeFile);
  const configFile = join(folder, 'config.toml');
  const present = await readIfPresent(configFile);
  if (present.length > 0 && !present.equals(config) && !saysGenerated(present)) throw notOurs(configFile);
}

/** Marks of a conflict may stand above the header. */
function saysGenerated(contents: Buffer): boolean {
  const top = contents.subarray(0, 1000).toString().split('\n').slice(0, 3);
  return top.some((line) => generatedBy.test(line));
}

/** Empty where there is none; what is there and cannot be read is a fault of the writing. */
async function readIfPresent(file: string): Promise<Buffer> {
  return readFile(file).catch(() => Buffer.alloc(0));
}

function notOurs(file: string): CodedError {
  return new CodedError({
    code: 'OUTPUT_NOT_OURS',
    message: `\`${file}\` is there, and no generator made it`,
    hint: 'choose another --output-dir, or move that file away',
    place: { file },
  });
}
