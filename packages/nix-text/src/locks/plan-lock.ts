// Plans a lock: takes what the flakes of a repository declare and what was locked before, gives the lock that Nix would
// compute, or says why only Nix can tell.
import { checkFollows } from './check-follows.js';
import { keepInputs } from './keep-inputs.js';
import type { LockPlan, LockRequest } from './lock-request.js';
import { placeInputs } from './place-input.js';
import type { GrowingNode, Planning } from './planning.js';

/** Far more than a lock that `follows` keep linear has; without them a graph can double with each layer. */
const mostEntries = 100_000;

/**
 * What `nix flake lock` of Nix 2.30 and newer computes, but for one thing: Nix reads a flake of a relative path again
 * only when it must, and so may leave in a lock what that flake does not declare any more; here it is always read.
 *
 * Source: lockFlake in Nix's libflake, whose order of decisions this follows.
 */
export function planLock(request: LockRequest): LockPlan {
  const root: GrowingNode = { inputs: new Map() };
  const planning: Planning = { request, waiting: [], refusals: [], count: 0 };
  planning.waiting.push({
    kind: 'flake',
    node: root,
    inputs: request.inputs,
    declarer: { path: [], folder: request.folder },
    scopes: [],
    old: request.previous && { node: request.previous, from: [], to: [], movesParents: false },
    imports: undefined,
  });
  for (let task = planning.waiting.pop(); task; task = planning.waiting.pop()) {
    if (task.kind === 'flake') placeInputs(task, planning);
    else keepInputs(task, planning);
    if (planning.count > mostEntries) {
      return { kind: 'needs-nix', reason: `it would have more than ${mostEntries} entries`, inputs: [] };
    }
  }
  const refusals = planning.refusals.length > 0 ? planning.refusals : checkFollows(root);
  const [first] = refusals;
  if (!first) return { kind: 'lock', lock: root };
  const inputs = new Set(refusals.map(({ input }) => input.join('/')));
  return { kind: 'needs-nix', reason: first.reason, inputs: [...inputs] };
}
