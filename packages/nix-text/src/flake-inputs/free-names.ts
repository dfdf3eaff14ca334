// What a new argument of the outputs' function would change: takes a flake and a name, gives the places where the name
// means something from outside the function now, such as a package that a `with` brings.
import type { Span } from '../tokenizer/token.js';
import { aliasOf, type Flake } from './flake.js';
import { withoutParentheses } from './read-flake.js';
import { resolve, type Scope, walk } from './scope.js';
import type { Binding, Expression, Lambda } from './syntax/tree.js';

/** In the order of the text; none where the outputs are no function that can be seen. */
export function findFreeUses(flake: Flake, name: string): readonly Span[] {
  const lambda = flake.outputs?.lambda;
  if (!lambda) return [];
  const places: Span[] = [];
  const check = (span: Span, scope: Scope): void => {
    const found = resolve(name, scope);
    if (found.frame) return;
    const [nearest] = found.withs;
    if (nearest && isAllInputs(nearest.of, nearest.parent, lambda)) return;
    places.push(span);
  };
  walk(lambda, undefined, {
    expression: (expression, scope) => {
      if (expression.kind === 'identifier' && expression.name === name) check(expression, scope);
    },
    binding: (binding: Binding, outer) => {
      if (binding.kind === 'assignment' || binding.from) return;
      for (const inherited of binding.names) if (inherited.name === name) check(inherited, outer);
    },
  });
  return places.sort((one, other) => one.start - other.start);
}

function isAllInputs(expression: Expression, scope: Scope, lambda: Lambda): boolean {
  const target = withoutParentheses(expression);
  if (target.kind !== 'identifier') return false;
  return (
    target.name === aliasOf(lambda.parameter)?.name && resolve(target.name, scope).frame?.lambda === lambda
  );
}
