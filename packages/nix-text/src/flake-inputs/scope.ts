// Which names an expression sees: frames from the innermost outwards, and a walk that carries them along.

import { namesOfParameter } from './flake.js';
import { childrenOf, childrenOfPath } from './syntax/children.js';
import type { AttributeSet, Binding, Expression, Lambda, LetExpression } from './syntax/tree.js';

export type Scope = Frame | undefined;

/** Names bound together, or a `with`; `parent` is what lies around it. */
export type Frame = NameFrame | WithFrame;

export interface NameFrame {
  readonly kind: 'names';
  readonly names: ReadonlySet<string>;
  /** The function whose parameter binds them, where it is one. */
  readonly lambda: Lambda | undefined;
  /** The bindings of the `let` or the `rec` set that binds them; none where it is a function. */
  readonly bindings: readonly Binding[];
  readonly parent: Scope;
}

export interface WithFrame {
  readonly kind: 'with';
  readonly of: Expression;
  /** The scope that `of` itself is read in is `parent`. */
  readonly parent: Scope;
}

/** Who binds a name: a frame of names, or failing all of these the `with`s around, the innermost first. */
export type Resolution =
  | { readonly frame: NameFrame }
  | { readonly frame: undefined; readonly withs: readonly WithFrame[] };

export function resolve(name: string, scope: Scope): Resolution {
  const withs: WithFrame[] = [];
  for (let frame = scope; frame; frame = frame.parent) {
    if (frame.kind === 'with') withs.push(frame);
    else if (frame.names.has(name)) return { frame };
  }
  return { frame: undefined, withs };
}

export type BindingHolder = AttributeSet | LetExpression;

export interface Visitor {
  /** Called for every expression with the scope it is read in. */
  readonly expression: (expression: Expression, scope: Scope) => void;
  /** Called for every binding with the scope around its set or `let`, the one within, and that set or `let`. */
  readonly binding: (binding: Binding, outer: Scope, inner: Scope, holder: BindingHolder) => void;
}

export function walk(expression: Expression, scope: Scope, visitor: Visitor): void {
  visitor.expression(expression, scope);
  switch (expression.kind) {
    case 'lambda': {
      const inner = lambdaFrame(expression, scope);
      for (const child of childrenOf(expression)) walk(child, inner, visitor);
      return;
    }
    case 'with':
      walk(expression.scope, scope, visitor);
      walk(expression.body, { kind: 'with', of: expression.scope, parent: scope }, visitor);
      return;
    case 'set': {
      const inner = expression.recursive ? bindingsFrame(expression.bindings, scope) : scope;
      walkBindings(expression, scope, inner, visitor);
      return;
    }
    case 'let': {
      const inner = bindingsFrame(expression.bindings, scope);
      walkBindings(expression, scope, inner, visitor);
      if (expression.body) walk(expression.body, inner, visitor);
      return;
    }
    default:
      for (const child of childrenOf(expression)) walk(child, scope, visitor);
  }
}

export function lambdaFrame(lambda: Lambda, parent: Scope): NameFrame {
  const names = new Set(namesOfParameter(lambda.parameter));
  return { kind: 'names', names, lambda, bindings: [], parent };
}

export function bindingsFrame(bindings: readonly Binding[], parent: Scope): NameFrame {
  const names = bindings.flatMap((binding) => {
    const bound = binding.kind === 'assignment' ? binding.path.slice(0, 1) : binding.names;
    return bound.flatMap(({ name }) => (name === undefined ? [] : [name]));
  });
  return { kind: 'names', names: new Set(names), lambda: undefined, bindings, parent };
}

function walkBindings(holder: BindingHolder, outer: Scope, inner: Scope, visitor: Visitor): void {
  for (const binding of holder.bindings) {
    visitor.binding(binding, outer, inner, holder);
    const names = binding.kind === 'assignment' ? binding.path : binding.names;
    for (const part of childrenOfPath(names)) walk(part, inner, visitor);
    if (binding.kind === 'assignment') walk(binding.value, inner, visitor);
    else if (binding.from) walk(binding.from, inner, visitor);
  }
}
