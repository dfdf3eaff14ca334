// Finds where the outputs of a flake hand all inputs on, as in `specialArgs = { inherit inputs; }`, or pick one by a
// computed name: from there on, only evaluation tells which of them are used.
import type { Span } from '../tokenizer/token.js';
import { findInputInPath, type Judge, judgeAllInputs, judgeOf } from './all-inputs.js';
import type { Flake } from './flake.js';
import { withoutParentheses } from './read-flake.js';
import { type Scope, walk } from './scope.js';
import type { Expression, Inheritance } from './syntax/tree.js';

/** In the order of the text. A selection such as `inputs.a` hands nothing on. */
export function findHandedOn(flake: Flake): readonly Span[] {
  const lambda = flake.outputs?.lambda;
  if (!lambda) return [];
  const judge = judgeOf(flake);
  const places: Span[] = [];
  const looked = new Set<Expression>();
  const lookedInto = (expression: Expression | undefined): void => {
    if (expression) looked.add(withoutParentheses(expression));
  };
  walk(lambda, undefined, {
    expression: (expression, scope) => {
      if (expression.kind === 'selection' || expression.kind === 'attribute-test')
        lookedInto(expression.target);
      if (expression.kind === 'with') lookedInto(expression.scope);
      if (looked.has(expression)) return;
      if (handsOn(expression, scope, judge)) places.push(expression);
    },
    binding: (binding, outer, inner, holder) => {
      // A `let` only gives the inputs another name; the uses of that name are looked at by themselves.
      const isName = holder.kind === 'let';
      if (binding.kind === 'assignment') {
        if (isName && binding.path.length === 1) lookedInto(binding.value);
        return;
      }
      lookedInto(binding.from);
      if (!isName) places.push(...findInherited(binding, outer, inner, judge));
    },
  });
  return places.sort((one, other) => one.start - other.start);
}

function handsOn(expression: Expression, scope: Scope, judge: Judge): boolean {
  if (expression.kind === 'identifier') return judgeAllInputs(expression, scope, judge) === 'certain';
  if (expression.kind !== 'selection' && expression.kind !== 'attribute-test') return false;
  const found = findInputInPath(expression.target, expression.path, scope, judge);
  return found?.trust === 'certain' && expression.path[found.index]?.name === undefined;
}

function findInherited(
  { from, names }: Inheritance,
  outer: Scope,
  inner: Scope,
  judge: Judge,
): readonly Span[] {
  return names.filter(({ name, start, end }) => {
    if (!from) {
      const variable = { kind: 'identifier', name: name ?? '', start, end } as const;
      return judgeAllInputs(variable, outer, judge) === 'certain';
    }
    const found = findInputInPath(from, [{ name }], inner, judge);
    return found?.trust === 'certain' && found.index === 1;
  });
}
