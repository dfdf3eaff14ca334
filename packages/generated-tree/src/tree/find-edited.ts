// Finds edits in a tree that has no plan any more: takes its folder, gives the files that are not as any run wrote them.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf } from '../disk/small-files.js';
import { readManifest } from '../manifest/read-manifest.js';

/**
 * Those that were kept or merged are among them, and those that cannot be read.
 *
 * @param folder absolute path of the tree
 * @returns paths from the folder, sorted; none where there is no manifest
 * @throws CodedError MANIFEST_SYNTAX, MANIFEST_NEWER
 */
export function findEdited(folder: string): readonly string[] {
  const edited: string[] = [];
  for (const [path, { generated }] of readManifest(folder).files) {
    const file = join(folder, path);
    const found = hashOf(file);
    const isEdited = found === undefined ? existsSync(file) : !generated.includes(found);
    if (isEdited) edited.push(path);
  }
  return edited.sort();
}
