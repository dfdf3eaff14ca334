// Tells whose a file is: takes the folders of nodes, gives for a path of the output folder the node that it belongs to.

/**
 * A unit's folder lies in that of its facade: the innermost counts.
 *
 * @param nodeAt the names of nodes by their folders, which like the path start from the output folder
 * @returns nothing for a file of the hub
 */
export function nodeOfPath(path: string, nodeAt: ReadonlyMap<string, string>): string | undefined {
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    const node = nodeAt.get(path.slice(0, end));
    if (node !== undefined) return node;
  }
  return undefined;
}
