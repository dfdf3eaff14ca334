// Makes an input that the flake has one of another input's: takes the flake, the input and the path that it is to
// follow, gives the edits, in whichever form the input is written. All else that is said of the input goes.
import {
  type Assignment,
  type AttributeSet,
  type Binding,
  type Flake,
  type FlakeInput,
  type InputLeaf,
  nixString,
  renderExpression,
  type Span,
  withoutParentheses,
} from '@flake-lattice/nix-text';
import { insertIntoEmpty } from '../edit/insert-binding.js';
import type { Layout } from '../edit/layout.js';
import type { TextEdit } from '../edit/text-edit.js';
import { deleteTidily } from '../edit/tidy-deletion.js';
import { isSamePath, referenceOf } from './flake-reference.js';

/** Nothing where the input is written in a way that cannot be edited; no edits where it says that, and no more. */
export function setFollows(
  flake: Flake,
  layout: Layout,
  input: FlakeInput,
  target: string,
): readonly TextEdit[] | undefined {
  const { leaves } = input;
  if (leaves.some(({ path, value }) => path.length === 0 || value === undefined)) return undefined;
  const follows = leaves.find(isLeafOf('follows'));
  const said = referenceOf(follows?.value);
  if (follows && said === undefined) return undefined;
  if (said !== undefined && isSamePath(said, target) && leaves.length === 1) return [];
  const text = `follows = ${renderExpression(nixString(target))};`;
  const key = (follows ?? leaves.find(isLeafOf('url')) ?? leaves[0])?.binding;
  const kept = input.statements.flatMap(partsOf).find(({ binding }) => key && contains(binding, key));
  if (!kept) {
    const set = input.statements.map(setOf).find((each) => each !== undefined);
    return set && [insertIntoEmpty(layout, set, () => [text], flake.set)];
  }
  const others = input.statements
    .flatMap((statement): readonly Binding[] =>
      contains(statement.binding, kept.binding)
        ? partsOf(statement).map(({ binding }) => binding)
        : [statement.binding],
    )
    .filter((binding) => binding !== kept.binding);
  const start = (kept.binding as Assignment).path[kept.keyIndex]?.start ?? kept.binding.start;
  return [{ start, end: kept.binding.end, text }, ...deleteTidily(layout, others.map(spanOf))];
}

function isLeafOf(key: string): (leaf: InputLeaf) => boolean {
  return ({ path }) => path.length === 1 && path[0] === key;
}

interface Part {
  readonly binding: Binding;
  /** Which element of the binding's path is the first behind the input's name. */
  readonly keyIndex: number;
}

/** The outermost bindings that say one thing each: `a.url = …;`, or what stands in `a = { … };`. */
function partsOf(statement: Statement): readonly Part[] {
  const set = setOf(statement);
  if (set) return set.bindings.map((binding) => ({ binding, keyIndex: 0 }));
  return [{ binding: statement.binding, keyIndex: statement.nameIndex + 1 }];
}

type Statement = FlakeInput['statements'][number];

/** Of `a = { … };`. */
function setOf({ binding, nameIndex }: Statement): AttributeSet | undefined {
  if (binding.kind !== 'assignment' || binding.path.length !== nameIndex + 1) return undefined;
  const value = withoutParentheses(binding.value);
  return value.kind === 'set' ? value : undefined;
}

function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}
