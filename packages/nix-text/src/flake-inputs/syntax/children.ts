// Lists the expressions directly within a node, in the order of the text; scope is the reader's business.
import type { AttributeName, Binding, Expression, Parameter } from './tree.js';

export function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'identifier':
      return [];
    case 'literal':
    case 'string':
    case 'composite':
      return expression.parts;
    case 'list':
      return expression.items;
    case 'set':
      return expression.bindings.flatMap(childrenOfBinding);
    case 'let':
      return [
        ...expression.bindings.flatMap(childrenOfBinding),
        ...(expression.body ? [expression.body] : []),
      ];
    case 'with':
      return [expression.scope, expression.body];
    case 'lambda':
      return [...childrenOfParameter(expression.parameter), expression.body];
    case 'application':
      return [expression.function, ...expression.arguments];
    case 'selection':
      return [
        expression.target,
        ...childrenOfPath(expression.path),
        ...(expression.fallback ? [expression.fallback] : []),
      ];
    case 'attribute-test':
      return [expression.target, ...childrenOfPath(expression.path)];
    case 'parenthesized':
      return [expression.inner];
  }
}

function childrenOfBinding(binding: Binding): readonly Expression[] {
  if (binding.kind === 'assignment') return [...childrenOfPath(binding.path), binding.value];
  return [...(binding.from ? [binding.from] : []), ...childrenOfPath(binding.names)];
}

function childrenOfParameter(parameter: Parameter): readonly Expression[] {
  if (parameter.kind === 'name-parameter') return [];
  return parameter.formals.flatMap((formal) => (formal.default ? [formal.default] : []));
}

export function childrenOfPath(path: readonly AttributeName[]): readonly Expression[] {
  return path.flatMap((name) => name.parts);
}
