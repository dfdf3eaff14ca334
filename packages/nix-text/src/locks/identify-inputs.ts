// Tells which entries of locks are the same: takes locks, gives each entry a number that two share only where flakes that
// see them could not tell one from the other.
import { sortedEntries } from './byte-order.js';
import { isFollows, type Lock, type LockInput, type LockNode, type ReferenceAttributes } from './lock.js';
import { resolveFolder } from './reference.js';

/** What the flake of an entry is, and what all of its inputs are. */
export interface LockIdentities {
  /** Of the flake whose lock it is. */
  readonly root: number;
  /** Of what a path of inputs leads to; nothing where it leads nowhere. */
  readonly at: (path: readonly string[]) => number | undefined;
  readonly of: (node: LockNode) => number;
}

/** Numbers of one table are alike across locks. */
export type IdentityTable = Map<string, number>;

/**
 * Entries of relative paths are the same flake where they lead to one folder of the repository, all others where the same
 * was found: contents, revision and date, which is what a flake sees of its inputs, however it was asked for. Beside that
 * all of their inputs have to be the same, by name.
 *
 * @param folder of the flake whose lock it is, relative to the root of the repository
 */
export function identifyInputs(lock: Lock, folder: string, table: IdentityTable): LockIdentities {
  const known = new Map<Lock | LockNode, number>();
  const places = new Map<Lock | LockNode, string>([[lock, folderPlace(folder)]]);

  const nodeAt = (path: readonly string[], depth = 0): Lock | LockNode | undefined => {
    let at: Lock | LockNode = lock;
    for (const name of path) {
      const input: LockInput | undefined = at.inputs.get(name);
      const next: Lock | LockNode | undefined =
        input === undefined || depth > deepest
          ? undefined
          : isFollows(input)
            ? nodeAt(input, depth + 1)
            : input;
      if (next === undefined) return undefined;
      at = next;
    }
    return at;
  };
  const placeOf = (node: Lock | LockNode): string => {
    const found = places.get(node);
    if (found !== undefined) return found;
    const place = readPlace(node as LockNode, (path) => {
      const declarer = nodeAt(path);
      return declarer === undefined ? '' : placeOf(declarer);
    });
    places.set(node, place);
    return place;
  };
  const numberOf = (key: string): number => {
    const number = table.get(key) ?? table.size;
    table.set(key, number);
    return number;
  };
  const identify = (node: Lock | LockNode): number => {
    const found = known.get(node);
    if (found !== undefined) return found;
    // A flake that is an input of its own inputs is none but itself.
    known.set(node, numberOf(`circle ${placeOf(node)}`));
    const inputs = sortedEntries(node.inputs).map(([name, input]) => {
      const target = isFollows(input) ? nodeAt(input) : input;
      return [name, target === undefined ? null : identify(target)];
    });
    const isFiles = 'flake' in node && node.flake === false;
    const number = numberOf(JSON.stringify([placeOf(node), isFiles, inputs]));
    known.set(node, number);
    return number;
  };
  return {
    root: identify(lock),
    of: identify,
    at: (path) => {
      const node = nodeAt(path);
      return node && identify(node);
    },
  };
}

/** Follows of follows beyond this are a circle, which the plan of a lock refuses. */
const deepest = 1000;

function folderPlace(folder: string): string {
  return JSON.stringify(['folder', folder]);
}

function readPlace(
  { locked, parent }: LockNode,
  placeOfDeclarer: (path: readonly string[]) => string,
): string {
  if (parent === undefined) return JSON.stringify(['locked', seenOf(locked)]);
  const declarer = placeOfDeclarer(parent);
  const { path, dir = '' } = locked;
  const [kind, place] = declarer === '' ? [] : (JSON.parse(declarer) as [string, string]);
  const target = kind === 'folder' ? resolveFolder(place as string, `${path}/${dir}`) : undefined;
  return target === undefined ? JSON.stringify(['below', declarer, String(path), dir]) : folderPlace(target);
}

/** What a flake sees of an input: its contents, and what else `sourceInfo` has. */
function seenOf(locked: ReferenceAttributes): readonly (readonly [string, string])[] {
  const names =
    'narHash' in locked ? ['dir', 'lastModified', 'narHash', 'rev', 'revCount'] : Object.keys(locked).sort();
  return names.flatMap((name) => (name in locked ? [[name, String(locked[name])] as const] : []));
}
