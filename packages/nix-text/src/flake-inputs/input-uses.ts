// Finds where the outputs of a flake use one of its inputs: takes a flake and a name, gives the places with what is
// needed to rename them. Names are followed through `let`, `rec`, functions, `inherit` and `with` as Nix does.
import type { Span } from '../tokenizer/token.js';
import {
  findInputInPath,
  type Judge,
  judgeAllInputs,
  judgeOf,
  judgeVariable,
  type Trust,
} from './all-inputs.js';
import type { Flake } from './flake.js';
import { type Scope, walk } from './scope.js';
import type { AttributeName, Expression, Inheritance } from './syntax/tree.js';

export type InputUse = VariableUse | AttributeUse | InheritanceUse;

interface UseFacts {
  /** The name as it stands. */
  readonly span: Span;
  /** What the place sees, for whoever wants to write another name there. */
  readonly scope: Scope;
  readonly trust: Trust;
}

/** The name by itself. */
export interface VariableUse extends UseFacts {
  readonly kind: 'variable';
}

/** `inputs.NAME`, `inputs ? NAME`, `self.inputs."NAME"`. */
export interface AttributeUse extends UseFacts {
  readonly kind: 'attribute';
  readonly style: AttributeName['style'];
}

/** `inherit NAME;`, `inherit (inputs) NAME;`: a use that binds the same name. */
export interface InheritanceUse extends UseFacts {
  readonly kind: 'inheritance';
  readonly binding: Inheritance;
}

interface Search extends Judge {
  readonly name: string;
  readonly uses: InputUse[];
}

/** In the order of the text. Uses in other files are not seen. */
export function findInputUses(flake: Flake, name: string): readonly InputUse[] {
  const search: Search = { ...judgeOf(flake), name, uses: [] };
  const visitor = {
    expression: (expression: Expression, scope: Scope) => visitExpression(expression, scope, search),
    binding: (binding: { kind: string }, outer: Scope, inner: Scope) => {
      if (binding.kind === 'inheritance') visitInheritance(binding as Inheritance, outer, inner, search);
    },
  };
  for (const binding of flake.set.bindings) {
    if (binding.kind === 'assignment' && binding.path[0]?.name !== 'inputs') {
      walk(binding.value, search.flakeFrame, visitor);
    }
  }
  return search.uses.sort((one, other) => one.span.start - other.span.start);
}

function visitExpression(expression: Expression, scope: Scope, search: Search): void {
  const { name, uses } = search;
  if (expression.kind === 'identifier' && expression.name === name) {
    const trust = judgeVariable(name, scope, search);
    if (trust) uses.push({ kind: 'variable', span: expression, scope, trust });
  }
  if (expression.kind !== 'selection' && expression.kind !== 'attribute-test') return;
  const found = findInputInPath(expression.target, expression.path, scope, search);
  const attribute = found && expression.path[found.index];
  if (!found || attribute?.name !== name) return;
  uses.push({ kind: 'attribute', span: attribute, style: attribute.style, scope, trust: found.trust });
}

function visitInheritance(binding: Inheritance, outer: Scope, inner: Scope, search: Search): void {
  for (const attribute of binding.names) {
    if (attribute.name !== search.name) continue;
    const trust = binding.from
      ? judgeAllInputs(binding.from, inner, search)
      : judgeVariable(search.name, outer, search);
    if (trust) search.uses.push({ kind: 'inheritance', binding, span: attribute, scope: inner, trust });
  }
}
