// Follows: takes an order and one of its nodes, gives what the flake of that node has to declare of its inputs' inputs, so
// that its lock holds each flake once.
import { walkCanonically } from './canonical-walk.js';
import type { Poset } from './poset.js';

/** `{ path: ['web', 'seed'], target: ['rust', 'seed'] }` is `inputs.web.inputs.seed.follows = "rust/seed"`. */
export interface Follow {
  /** The names from this flake to the input that is to be another one; two or more. */
  readonly path: readonly string[];
  /** The names from this flake to what it is to be. */
  readonly target: readonly string[];
}

/**
 * How far below itself a flake overrides external inputs, beside the step to its direct inputs. Nix resolves
 * `a/b/c/nixpkgs` by one nested call a name, and what it finds there from the root again, so that steps of one alone nest
 * by the square of the depth: 180 deep is beyond its `max-call-depth` of 10,000. The outermost override of an input wins,
 * so the largest step that fits is the one that is taken: at most 15 of each size.
 */
const distances: ReadonlySet<number> = new Set([16, 256, 4096]);

/**
 * Inputs of the flake are those that the node extends, as declared, and the externals; all of these have a reference of
 * their own. What it has to declare beside them: each edge below that is not canonical follows the canonical path of its
 * lower end, unless both its ends are reached through the same input, for then that input's flake has said it already;
 * and the externals of its inputs are this flake's own. The same list whatever the order of the edges was.
 *
 * @param externalsOf all externals that a node or any below it takes, in their order
 */
export function planFollows(
  poset: Poset,
  name: string,
  externalsOf: (node: string) => readonly string[],
): readonly Follow[] {
  const follows: Follow[] = [];
  const { elements } = poset;
  const { reached, lengthTo, pathTo } = walkCanonically(poset, name, (upper, lower, walk) => {
    if (upper < 0 || walk.firstTo(upper) === walk.firstTo(lower)) return;
    const path = [...walk.pathTo(upper), elements[lower] as string];
    follows.push({ path, target: walk.pathTo(lower) });
  });
  for (const lower of reached) {
    const length = lengthTo(lower);
    if (length !== 1 && !distances.has(length)) continue;
    const path = pathTo(lower);
    for (const external of externalsOf(elements[lower] as string)) {
      follows.push({ path: [...path, external], target: [external] });
    }
  }
  return follows;
}
