// Reads what is known of a tree: takes its folder, gives the manifest that lies in it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeFileFault } from '../file-fault.js';
import { type Manifest, manifestPath } from './manifest.js';
import { parseManifest } from './parse-manifest.js';

/**
 * Without what runs that died were about to write.
 *
 * @param folder absolute path of the tree
 * @returns no files where there is no manifest
 * @throws CodedError MANIFEST_SYNTAX, MANIFEST_NEWER, OUTPUT_IS_FILE, OUTPUT_IS_FOLDER
 */
export function readManifest(folder: string): { readonly files: Manifest } {
  const file = join(folder, manifestPath);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return { files: new Map() };
    throw codeFileFault(fault, file);
  }
  return { files: parseManifest(text, file) };
}
