// Checks the follows of a lock: takes its graph, gives those that lead nowhere or in a circle, which Nix refuses.
import { isFollows, type Lock, type LockNode } from './lock.js';

interface DeadEnd {
  readonly input: readonly string[];
  readonly reason: string;
}

export function checkFollows(lock: Lock): readonly DeadEnd[] {
  const targets: Targets = new Map();
  const deadEnds: DeadEnd[] = [];
  const seen = new Set<Lock | LockNode>([lock]);
  const waiting: { readonly path: readonly string[]; readonly node: Lock | LockNode }[] = [
    { path: [], node: lock },
  ];
  for (const { path, node } of waiting) {
    for (const [name, input] of node.inputs) {
      if (isFollows(input)) {
        if (findTarget(lock, input, targets)) continue;
        const reason = `it follows \`${input.join('/')}\`, which does not exist or follows in a circle`;
        deadEnds.push({ input: [...path, name], reason });
      } else if (!seen.has(input)) {
        seen.add(input);
        waiting.push({ path: [...path, name], node: input });
      }
    }
  }
  return deadEnds;
}

type Targets = Map<readonly string[], Target | typeof deadEnd>;

interface Target {
  readonly node: Lock | LockNode;
  /** The path that was followed. */
  readonly path: readonly string[];
  /** The follows on the way, one for each part of the path that is itself one. */
  readonly ways: readonly Target[];
}

const deadEnd = 'dead end';
const noWays: readonly Target[] = [];

/** Nothing where it leads nowhere, back to itself, or twice along one path. Each follows is resolved once. */
function findTarget(lock: Lock, follows: readonly string[], targets: Targets): Target | undefined {
  const known = targets.get(follows);
  if (known !== undefined) return known === deadEnd ? undefined : known;
  // A circle comes back here before there is an answer.
  targets.set(follows, deadEnd);
  let node: Lock | LockNode = lock;
  let ways = noWays;
  for (const name of follows) {
    const input: LockNode | readonly string[] | undefined = node.inputs.get(name);
    if (input === undefined) return undefined;
    if (!isFollows(input)) {
      node = input;
      continue;
    }
    const way = findTarget(lock, input, targets);
    if (!way) return undefined;
    ways = [...ways, way];
    node = way.node;
  }
  if (ways.length > 1 && meetAgain(ways)) return undefined;
  const target = { node, path: follows, ways };
  targets.set(follows, target);
  return target;
}

/** Nix takes it for a circle when it comes along one path twice, one time after the other too. */
function meetAgain(ways: readonly Target[]): boolean {
  const seen = new Set<string>();
  const waiting = [...ways];
  for (let way = waiting.pop(); way; way = waiting.pop()) {
    const key = way.path.join('/');
    if (seen.has(key)) return true;
    seen.add(key);
    waiting.push(...way.ways);
  }
  return false;
}
