// Finds where the outputs of a flake hand all inputs on, as in `specialArgs = { inherit inputs; }`: from there on, only
// evaluation tells which of them are used.
import type { Span } from '../tokenizer/token.js';
import { aliasOf, type Flake } from './flake.js';
import { withoutParentheses } from './read-flake.js';
import { resolve, type Scope, walk } from './scope.js';
import type { Expression } from './syntax/tree.js';

/** In the order of the text. A selection such as `inputs.a` hands nothing on. */
export function findHandedOn(flake: Flake): readonly Span[] {
  const lambda = flake.outputs?.lambda;
  const alias = lambda && aliasOf(lambda.parameter)?.name;
  if (!lambda || alias === undefined) return [];
  const isAlias = (name: string | undefined, scope: Scope) =>
    name === alias && resolve(name, scope).frame?.lambda === lambda;
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
      if (expression.kind !== 'identifier' || looked.has(expression)) return;
      if (isAlias(expression.name, scope)) places.push(expression);
    },
    binding: (binding, outer) => {
      if (binding.kind === 'assignment') return;
      lookedInto(binding.from);
      if (binding.from) return;
      for (const name of binding.names) if (isAlias(name.name, outer)) places.push(name);
    },
  });
  return places.sort((one, other) => one.start - other.start);
}
