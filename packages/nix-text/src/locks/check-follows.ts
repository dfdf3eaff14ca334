// Checks the follows of a lock: takes its graph, gives those that lead nowhere or in a circle, which Nix refuses.
import { isFollows, type Lock, type LockNode } from './lock.js';

interface DeadEnd {
  readonly input: readonly string[];
  readonly reason: string;
}

export function checkFollows(lock: Lock): readonly DeadEnd[] {
  const targets = new Map<readonly string[], Lock | LockNode | undefined>();
  const deadEnds: DeadEnd[] = [];
  const seen = new Set<Lock | LockNode>([lock]);
  const waiting: { readonly path: readonly string[]; readonly node: Lock | LockNode }[] = [
    { path: [], node: lock },
  ];
  for (const { path, node } of waiting) {
    for (const [name, input] of node.inputs) {
      const at = [...path, name];
      if (isFollows(input)) {
        if (!findTarget(lock, input, targets)) {
          const reason = `it follows \`${input.join('/')}\`, which does not exist or follows in a circle`;
          deadEnds.push({ input: at, reason });
        }
      } else if (!seen.has(input)) {
        seen.add(input);
        waiting.push({ path: at, node: input });
      }
    }
  }
  return deadEnds;
}

/** Nothing where it leads nowhere, or back to itself. Each follows is resolved once. */
function findTarget(
  lock: Lock,
  follows: readonly string[],
  targets: Map<readonly string[], Lock | LockNode | undefined>,
): Lock | LockNode | undefined {
  if (targets.has(follows)) return targets.get(follows);
  // A circle comes back here before there is an answer.
  targets.set(follows, undefined);
  let node: Lock | LockNode | undefined = lock;
  for (const name of follows) {
    const input: LockNode | readonly string[] | undefined = node?.inputs.get(name);
    if (input === undefined) return undefined;
    node = isFollows(input) ? findTarget(lock, input, targets) : input;
  }
  targets.set(follows, node);
  return node;
}
