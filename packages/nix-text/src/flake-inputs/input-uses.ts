// Finds where the outputs of a flake use one of its inputs: takes a flake and a name, gives the places with what is
// needed to rename them. Names are followed through `let`, `rec`, functions, `inherit` and `with` as Nix does.
import type { Span } from '../tokenizer/token.js';
import { aliasOf, type Flake } from './flake.js';
import { withoutParentheses } from './read-flake.js';
import { bindingsFrame, type NameFrame, resolve, type Scope, walk } from './scope.js';
import type { AttributeName, Expression, Inheritance, Lambda } from './syntax/tree.js';

export type InputUse = VariableUse | AttributeUse | InheritanceUse;

interface UseFacts {
  /** The name as it stands. */
  readonly span: Span;
  /** What the place sees, for whoever wants to write another name there. */
  readonly scope: Scope;
  /**
   * `certain`: this is the input. `likely`: an inner function has an argument called as all inputs are called here, as
   * modules do. `unclear`: only evaluation tells which `with` gives it.
   */
  readonly trust: 'certain' | 'likely' | 'unclear';
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

interface Search {
  readonly name: string;
  readonly lambda: Lambda | undefined;
  /** The names that the set of the flake binds for itself, where it is `rec`. */
  readonly flakeFrame: NameFrame | undefined;
  readonly uses: InputUse[];
}

/** In the order of the text. Uses in other files are not seen. */
export function findInputUses(flake: Flake, name: string): readonly InputUse[] {
  const flakeFrame = flake.set.recursive ? bindingsFrame(flake.set.bindings, undefined) : undefined;
  const search: Search = { name, lambda: flake.outputs?.lambda, flakeFrame, uses: [] };
  const visitor = {
    expression: (expression: Expression, scope: Scope) => visitExpression(expression, scope, search),
    binding: (binding: { kind: string }, outer: Scope, inner: Scope) => {
      if (binding.kind === 'inheritance') visitInheritance(binding as Inheritance, outer, inner, search);
    },
  };
  for (const binding of flake.set.bindings) {
    if (binding.kind === 'assignment' && binding.path[0]?.name !== 'inputs') {
      walk(binding.value, flakeFrame, visitor);
    }
  }
  return search.uses.sort((one, other) => one.span.start - other.span.start);
}

/** What a variable of that name would be at a place: an input, the output function's own, or something else. */
function judgeVariable(name: string, scope: Scope, search: Search): InputUse['trust'] | undefined {
  const found = resolve(name, scope);
  if (found.frame) {
    const { lambda } = found.frame;
    const isFormal =
      lambda !== undefined && lambda === search.lambda && aliasOf(lambda.parameter)?.name !== name;
    return isFormal ? 'certain' : undefined;
  }
  const through = found.withs.findIndex(({ of, parent }) => judgeAllInputs(of, parent, search) === 'certain');
  if (through < 0) return undefined;
  return through === 0 ? 'certain' : 'unclear';
}

/** Whether an expression is the set of all inputs. */
function judgeAllInputs(expression: Expression, scope: Scope, search: Search): InputUse['trust'] | undefined {
  const target = withoutParentheses(expression);
  if (target.kind === 'identifier') return judgeAlias(target.name, scope, search);
  if (target.kind !== 'selection') return undefined;
  const found = findInputInPath(target.target, target.path, scope, search);
  return found?.index === target.path.length ? found.trust : undefined;
}

function judgeAlias(name: string, scope: Scope, search: Search): InputUse['trust'] | undefined {
  const { frame } = resolve(name, scope);
  if (!frame) return undefined;
  if (frame === search.flakeFrame) return name === 'inputs' ? 'certain' : undefined;
  const alias = search.lambda && aliasOf(search.lambda.parameter)?.name;
  if (frame.lambda && frame.lambda === search.lambda) return name === alias ? 'certain' : undefined;
  const asModulesDo = frame.lambda?.parameter.kind === 'set-parameter';
  return asModulesDo && ['inputs', "inputs'", alias].includes(name) ? 'likely' : undefined;
}

/** Where in a path below `target` the name of an input is due: 0 in `inputs.a`, 1 in `self.inputs.a`. */
function findInputInPath(
  target: Expression,
  path: readonly AttributeName[],
  scope: Scope,
  search: Search,
): { index: number; trust: InputUse['trust'] } | undefined {
  const all = judgeAllInputs(target, scope, search);
  if (all) {
    const throughSelf = path[0]?.name === 'self' && path[1]?.name === 'inputs';
    return { index: throughSelf ? 2 : 0, trust: all };
  }
  const base = withoutParentheses(target);
  if (base.kind !== 'identifier' || base.name !== 'self' || path[0]?.name !== 'inputs') return undefined;
  const trust = judgeVariable('self', scope, search);
  return trust && { index: 1, trust };
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
