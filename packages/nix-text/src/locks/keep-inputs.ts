// Keeps the inputs of an external flake in a lock as they were locked, but for those that a flake of the repository
// overrides.
import { sortedEntries } from './byte-order.js';
import { isFollows, isSamePath, isSameReference, type LockInput, type LockNode } from './lock.js';
import { enterInput, type Override } from './overrides.js';
import { placeInput, withFlakeness } from './place-input.js';
import { addImport, type KeptTask, movedPath, type OldLock, type Planning } from './planning.js';
import { readReference } from './reference.js';

export function keepInputs(task: KeptTask, planning: Planning): void {
  const { node, old, imports } = task;
  for (const [name, input] of sortedEntries(old.node.inputs)) {
    const path = [...task.path, name];
    const { override, scopes } = enterInput(task.scopes, name);
    const isFiles = !isFollows(input) && input.flake === false;
    if (override && (override.input.follows || isFiles)) {
      const declared = withFlakeness(override.input, isFiles ? false : undefined);
      const { declarer } = override;
      placeInput({ name, path, input: declared, declarer, node, scopes, old, imports }, planning);
      continue;
    }
    if (override && !isLockedSo(name, override, input, old)) {
      // What the external flake says of the inputs of its input holds for another one in its place too.
      const reason = 'another flake is to take the place of an input of a flake from elsewhere';
      planning.refusals.push({ input: path, reason });
      continue;
    }
    const kept = isFollows(input) ? keepFollows(input, task) : keepNode(input, task);
    if ('reason' in kept) {
      planning.refusals.push({ input: path, ...kept });
      continue;
    }
    node.inputs.set(name, kept);
    if (isFollows(kept) || isFollows(input)) continue;
    planning.count += 1;
    // Whether Nix reads this one anew too depends on a lock that is not known here; if so, it counts as imported.
    const imported = old.movesParents ? addImport(imports, input.original) : imports;
    const below = { ...old, node: input };
    planning.waiting.push({ kind: 'kept', node: kept, path, scopes, imports: imported, old: below });
  }
}

/** Whether an override asks for what is locked already. */
function isLockedSo(name: string, override: Override, locked: LockInput, old: OldLock): boolean {
  const reference = readReference(name, override.input);
  if (!reference || reference.relative || isFollows(locked) || old.movesParents) return false;
  return isSameReference(locked.original, reference.attributes) && locked.parent === undefined;
}

interface Reason {
  readonly reason: string;
}

function keepFollows(follows: readonly string[], { old }: KeptTask): readonly string[] | Reason {
  return movedPath(follows, old) ?? { reason: 'what it follows lies outside of the flake that was locked' };
}

function keepNode(
  { parent, ...facts }: LockNode,
  { old, path }: KeptTask,
): (LockNode & { readonly inputs: Map<string, LockInput> }) | Reason {
  const inputs = new Map<string, LockInput>();
  if (!parent) return { ...facts, inputs };
  const declaring = old.movesParents ? movedPath(parent, old) : parent;
  if (declaring && isSamePath(declaring, path)) return { ...facts, parent: declaring, inputs };
  return { reason: 'it is a relative path of a flake that stood elsewhere when it was locked' };
}
