// Finds the place where a flake says what an input's inputs are: takes the flake, the input and a binding, gives the edit
// that puts it there, in the style of its neighbours.
import { type Assignment, type Flake, type FlakeInput, withoutParentheses } from '@flake-lattice/nix-text';
import { insertAfter, insertIntoEmpty } from '../edit/insert-binding.js';
import type { Layout } from '../edit/layout.js';
import type { TextEdit } from '../edit/text-edit.js';
import { setOfItsInputs } from './add-follows.js';

/**
 * Nothing where the input is written in a way that takes no line more.
 *
 * @param binding from the input's inputs on: `seed.follows = "rust/seed";`
 */
export function insertFollowLine(
  flake: Flake,
  layout: Layout,
  input: FlakeInput,
  binding: string,
): TextEdit | undefined {
  const set = setOfItsInputs(input);
  if (set) {
    const last = set.bindings.at(-1);
    return last
      ? insertAfter(layout, set, last, () => [binding])
      : insertIntoEmpty(layout, set, () => [binding], flake.set);
  }
  const neighbour = neighbourOf(input);
  if (!neighbour) return undefined;
  const { within, assignment, keyIndex } = neighbour;
  const prefix = layout.text.slice(assignment.path[0]?.start, assignment.path[keyIndex]?.start);
  return insertAfter(layout, within, assignment, () => [`${prefix}inputs.${binding}`]);
}

interface Neighbour {
  readonly within: FlakeInput['leaves'][number]['within'];
  readonly assignment: Assignment;
  /** Which element of its path is the first behind the input's name. */
  readonly keyIndex: number;
}

/** The last binding that says, in full, something of the input's inputs; else where it comes from. */
function neighbourOf({ leaves }: FlakeInput): Neighbour | undefined {
  const whole = leaves.flatMap(({ path, binding, within, value }): (Neighbour & { key: string })[] => {
    if (binding.kind !== 'assignment' || value === undefined) return [];
    const keyIndex = binding.path.length - path.length;
    const isWhole =
      keyIndex >= 0 && path.every((name, index) => binding.path[keyIndex + index]?.name === name);
    const isValue = withoutParentheses(binding.value).kind !== 'set';
    return isWhole && isValue && path.length > 0
      ? [{ within, assignment: binding, keyIndex, key: path[0] as string }]
      : [];
  });
  const last = (key: string) => whole.filter((each) => each.key === key).at(-1);
  return last('inputs') ?? last('url') ?? whole.at(-1);
}
