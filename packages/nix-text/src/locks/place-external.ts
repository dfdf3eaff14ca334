// Places an external flake in a lock: as it was locked before, or as another lock has it; its inputs are kept later.
import { isFollows, isSameReference, type LockNode } from './lock.js';
import { enterInput, type Scope } from './overrides.js';
import {
  addImport,
  type Imports,
  isImported,
  type OldLock,
  type Placement,
  type Planning,
} from './planning.js';
import type { Reference } from './reference.js';

export function placeExternal(placement: Placement, reference: Reference, planning: Planning): void {
  const { name, path, input, node, scopes, old, imports } = placement;
  const isFlake = input.flake !== false;
  const isAskedFor = (found: LockNode) =>
    isSameReference(found.original, reference.attributes) &&
    found.parent === undefined &&
    (found.flake !== false) === isFlake;
  const keep = (found: LockNode, from: Omit<OldLock, 'node'>, imported: Imports | undefined) => {
    const { locked, original } = found;
    const kept = { locked, original, ...(isFlake ? {} : { flake: false as const }), inputs: new Map() };
    node.inputs.set(name, kept);
    planning.waiting.push({
      kind: 'kept',
      node: kept,
      path,
      scopes,
      imports: imported,
      old: { ...from, node: found },
    });
  };

  const before = old?.node.inputs.get(name);
  const known = before && !isFollows(before) && isAskedFor(before) ? before : undefined;
  if (old && known && mayKeep(known, scopes)) {
    keep(known, old, imports);
    return;
  }
  const shown = input.url ?? name;
  const external = planning.request.lockedExternal?.(shown, isFlake);
  // What was locked before stands; another lock may only tell more about it.
  const holds = external && isAskedFor(external.node);
  if (holds && (!known || isSameReference(known.locked, external.node.locked))) {
    if (!isImported(imports, reference.attributes)) {
      const imported = addImport(imports, reference.attributes);
      keep(external.node, { from: external.path, to: path, movesParents: true }, imported);
      return;
    }
    const reason = `Nix takes \`${shown}\` for a circle, since a flake above is an input by the same reference`;
    planning.refusals.push({ input: path, reason });
    return;
  }
  if (planning.request.assumesLocked) {
    const { attributes } = reference;
    if (old && known) keep(known, old, imports);
    else {
      const files = isFlake ? {} : { flake: false as const };
      node.inputs.set(name, { locked: attributes, original: attributes, ...files, inputs: new Map() });
    }
    return;
  }
  const reason = known
    ? `an input of \`${shown}\` follows another, and only that flake tells whether it says so itself`
    : `\`${shown}\` is not locked yet`;
  planning.refusals.push({ input: path, reason });
}

/**
 * Follows of an external flake's inputs are either what that flake declares or what this repository declared when it was
 * locked; where nothing here declares them now, Nix reads the flake again to find out.
 */
function mayKeep({ inputs }: LockNode, scopes: readonly Scope[]): boolean {
  for (const [name, input] of inputs) {
    if (isFollows(input) && !enterInput(scopes, name).override) return false;
  }
  return true;
}
