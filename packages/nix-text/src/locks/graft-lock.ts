// Grafts a lock that was planned for a flake by itself into the lock of a flake that takes it in: gives what planning it
// there anew would give.
import type { DeclaredInput } from './declared-inputs.js';
import { isFollows, type LockInput, type LockNode } from './lock.js';
import { enterInput, type Scope } from './overrides.js';
import { type GrowingNode, type Imports, isImported, type Planning } from './planning.js';
import { isFlakeName } from './reference.js';

/** Where a flake is taken in. */
export interface Graft {
  readonly path: readonly string[];
  /** What the flakes above say of its inputs, the outermost first. */
  readonly scopes: readonly Scope[];
  /** With the reference of the flake itself. */
  readonly imports: Imports | undefined;
  readonly node: GrowingNode;
}

/**
 * All paths of the lock begin at the place of the flake; inputs of the flake itself may follow others. Whether it could:
 * what is said of inputs farther below, or in another way than by follows, asks for a plan of its own.
 */
export function graftLock(inputs: LockNode['inputs'], graft: Graft, planning: Planning): boolean {
  if (!graft.scopes.every(({ inputs: said }) => [...said.values()].every(isFollowsAlone))) return false;
  const grown = new Map<string, LockInput>();
  const count = { nodes: 0 };
  for (const [name, input] of inputs) {
    const { override } = enterInput(graft.scopes, name);
    const moved = override?.input.follows
      ? override.declarer.path.concat(override.input.follows)
      : moveInput(input, graft, count);
    if (moved === undefined) return false;
    grown.set(name, moved);
  }
  for (const [name, input] of grown) graft.node.inputs.set(name, input);
  planning.count += count.nodes;
  return true;
}

function isFollowsAlone({ url, attributes, follows, inputs }: DeclaredInput): boolean {
  const isAlone = url === undefined && attributes === undefined && inputs === undefined;
  return isAlone && follows?.every(isFlakeName) === true;
}

/** Nothing where Nix would take the input for a circle. */
function moveInput(input: LockInput, graft: Graft, count: { nodes: number }): LockInput | undefined {
  if (isFollows(input)) return graft.path.concat(input);
  if (isImported(graft.imports, input.original)) return undefined;
  count.nodes += 1;
  const inputs = new Map<string, LockInput>();
  for (const [name, inner] of input.inputs) {
    const moved = moveInput(inner, graft, count);
    if (moved === undefined) return undefined;
    inputs.set(name, moved);
  }
  const { parent } = input;
  return parent ? { ...input, inputs, parent: graft.path.concat(parent) } : { ...input, inputs };
}
