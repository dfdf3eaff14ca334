// Places the inputs of a flake of the repository in a lock: each as a follows, a flake of a relative path, or an external
// one.
import { sortedEntries } from './byte-order.js';
import type { DeclaredInput } from './declared-inputs.js';
import { graftLock } from './graft-lock.js';
import { isFollows, isSamePath, isSameReference, type LockInput } from './lock.js';
import { type Declarer, enterInput } from './overrides.js';
import { placeExternal } from './place-external.js';
import {
  addImport,
  type FlakeTask,
  isImported,
  type OldLock,
  type Placement,
  type Planning,
} from './planning.js';
import { isFlakeName, type Reference, readReference, resolveFolder } from './reference.js';

export function placeInputs(task: FlakeTask, planning: Planning): void {
  const { declarer, node, old, imports } = task;
  for (const [name, declared] of sortedEntries(task.inputs)) {
    const { override, scopes } = enterInput(task.scopes, name);
    if (override && reasonAgainst(override.input) === undefined && override.input.follows) {
      // What most inputs are, where nodes share what is below them.
      node.inputs.set(name, [...override.declarer.path, ...override.input.follows]);
      continue;
    }
    const ownScope = declared.inputs ? [{ inputs: declared.inputs, declarer }] : [];
    const placement = {
      name,
      path: [...declarer.path, name],
      input: override ? withFlakeness(override.input, declared.flake) : declared,
      declarer: override?.declarer ?? declarer,
      scopes: [...scopes, ...ownScope],
      node,
      old,
      imports,
    };
    placeInput(placement, planning);
  }
}

/** An override does not change whether an input is a flake. */
export function withFlakeness(override: DeclaredInput, flake: boolean | undefined): DeclaredInput {
  const { flake: _, ...rest } = override;
  return flake === undefined ? rest : { ...rest, flake };
}

export function placeInput(placement: Placement, planning: Planning): void {
  const { name, path, input, declarer, node } = placement;
  const reason = reasonAgainst(input);
  if (reason !== undefined) {
    planning.refusals.push({ input: path, reason });
    return;
  }
  if (input.follows) {
    node.inputs.set(name, [...declarer.path, ...input.follows]);
    return;
  }
  const reference = readReference(name, input);
  if (!reference) {
    planning.refusals.push({
      input: path,
      reason: `only Nix knows what \`${input.url ?? name}\` stands for`,
    });
    return;
  }
  planning.count += 1;
  if (reference.relative) placeRelative(placement, reference, reference.relative, planning);
  else placeExternal(placement, reference, planning);
}

/** What Nix refuses. */
function reasonAgainst({ url, attributes, follows }: DeclaredInput): string | undefined {
  if (!follows) return undefined;
  if (url !== undefined || attributes) return 'it has both a reference and a follows';
  const odd = follows.find((part) => !isFlakeName(part));
  return odd === undefined ? undefined : `\`${odd}\` is no name that a follows may hold`;
}

function placeRelative(
  { name, path, input, declarer, node, scopes, old, imports }: Placement,
  reference: Reference,
  { path: way, dir }: NonNullable<Reference['relative']>,
  planning: Planning,
): void {
  const refuse = (reason: string) => {
    planning.refusals.push({ input: path, reason });
  };
  const { attributes } = reference;
  const tree = resolveFolder(declarer.folder, way);
  if (tree === undefined) {
    refuse(`\`${way}\` leads out of the repository`);
    return;
  }
  const entry = { locked: attributes, original: attributes, parent: declarer.path };
  if (input.flake === false) {
    node.inputs.set(name, { ...entry, flake: false, inputs: new Map() });
    return;
  }
  const folder = dir === '' ? tree : resolveFolder(tree, resolveFolder('', dir) ?? '..');
  const isRead = folder !== undefined && !isImported(imports, attributes);
  const isBeside = isRead && planning.request.isLockedBeside?.(folder) === true;
  const before = old && !isBeside ? keptEntry(old, name, reference, declarer) : undefined;
  if (!before && isImported(imports, reference.attributes)) {
    refuse(`Nix takes \`${way}\` for a circle, since a flake above is an input by the same reference`);
    return;
  }
  const inputs = folder === undefined ? undefined : planning.request.flakeAt(folder);
  if (folder === undefined || !inputs) {
    refuse(`only evaluation tells the inputs of the flake at \`${folder || way}\``);
    return;
  }
  const grown = { ...entry, inputs: new Map<string, LockInput>() };
  node.inputs.set(name, grown);
  const imported = before ? imports : addImport(imports, attributes);
  const alone = old ? undefined : planning.request.plannedAlone?.(folder);
  if (alone && graftLock(alone.inputs, { path, scopes, imports: imported, node: grown }, planning)) return;
  const beside = before ? undefined : planning.request.lockAt?.(folder);
  planning.waiting.push({
    kind: 'flake',
    node: grown,
    inputs,
    declarer: { path, folder },
    scopes,
    old: before ?? (beside && { node: beside, from: [], to: path, movesParents: false }),
    imports: imported,
  });
}

/** What was locked for an input, where it was declared then as it is now. */
function keptEntry(
  old: OldLock,
  name: string,
  { attributes }: Reference,
  declarer: Declarer,
): OldLock | undefined {
  const before = old.node.inputs.get(name);
  if (!before || isFollows(before) || !isSameReference(before.original, attributes)) return undefined;
  return isSamePath(before.parent, declarer.path) ? { ...old, node: before } : undefined;
}
