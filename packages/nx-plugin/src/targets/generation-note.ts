// Where the executor of `generate` notes whether it changed anything: takes the folder of a node, gives the path of its note.

/**
 * Nx knows the files of a run as they were at its beginning. What `generate` changes afterwards it does not see, so that what
 * is built from that would be kept under the hash of the files before, and be given for them later. The note holds a random
 * number in that case, is part of the hash of what comes after, and so keeps such a result from any other run. Where nothing
 * was changed it is the same always.
 *
 * @returns relative to the root of the workspace
 */
export function generationNote(folder: string): string {
  return `.nx/flake-lattice/generated/${folder === '.' ? '' : `${folder}/`}note`;
}
