// Points an input that the flake has to another place: takes the flake, the input and its URL, gives the edits, in
// whichever form the input is written.
import {
  type Assignment,
  type Flake,
  type FlakeInput,
  type InputLeaf,
  nixString,
  renderExpression,
  withoutParentheses,
} from '@flake-lattice/nix-text';
import { insertAfter, insertIntoEmpty } from '../edit/insert-binding.js';
import type { Layout } from '../edit/layout.js';
import type { TextEdit } from '../edit/text-edit.js';
import { deleteTidily } from '../edit/tidy-deletion.js';
import { isSameReference, referenceOf } from './flake-reference.js';

/** What an input may say besides where it comes from. */
const notOfReference = new Set(['url', 'follows', 'flake', 'inputs']);

/** Nothing where the input is written in a way that cannot be edited; no edits where it points there already. */
export function setUrl(
  flake: Flake,
  layout: Layout,
  input: FlakeInput,
  url: string,
): readonly TextEdit[] | undefined {
  const quoted = renderExpression(nixString(url));
  if (
    input.leaves.some(({ path, value }) => path.length === 0 || (path.length === 1 && value === undefined))
  ) {
    return undefined;
  }
  const leaf = input.leaves.find(({ path }) => path.length === 1 && path[0] === 'url');
  if (leaf?.value) {
    const reference = referenceOf(leaf.value);
    if (reference === undefined) return undefined;
    return isSameReference(reference, url) ? [] : [{ ...spanOf(leaf.value), text: quoted }];
  }
  const follows = input.leaves.find(({ path }) => path.length === 1 && path[0] === 'follows');
  if (follows) return [rewrite(follows, quoted)];
  const parts = input.leaves.filter(
    ({ path }) => path.length === 1 && !notOfReference.has(path[0] as string),
  );
  const [first, ...others] = parts;
  if (first) {
    const deletions = deleteTidily(
      layout,
      others.map(({ binding }) => binding),
    );
    return [rewrite(first, quoted), ...deletions];
  }
  return [addUrl(flake, layout, input, `url = ${quoted};`)];
}

function spanOf({ start, end }: { start: number; end: number }): { start: number; end: number } {
  return { start, end };
}

/** `a.follows = "b";` and `a.type = "github";` become `a.url = …;`. */
function rewrite({ binding }: InputLeaf, quoted: string): TextEdit {
  const { path, end } = binding as Assignment;
  return { start: path.at(-1)?.start ?? binding.start, end, text: `url = ${quoted};` };
}

function addUrl(flake: Flake, layout: Layout, input: FlakeInput, binding: string): TextEdit {
  for (const { binding: statement, nameIndex } of input.statements) {
    if (statement.kind !== 'assignment' || statement.path.length !== nameIndex + 1) continue;
    const set = withoutParentheses(statement.value);
    if (set.kind !== 'set') continue;
    const last = set.bindings.at(-1);
    return last
      ? insertAfter(layout, set, last, () => [binding])
      : insertIntoEmpty(layout, set, () => [binding], flake.set);
  }
  const last = input.statements.at(-1) as FlakeInput['statements'][number];
  const path = (last.binding as Assignment).path;
  const name = layout.text.slice(path[0]?.start, path[last.nameIndex]?.end);
  return insertAfter(layout, last.within, last.binding, () => [`${name}.${binding}`]);
}
