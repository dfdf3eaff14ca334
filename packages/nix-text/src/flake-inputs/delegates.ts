// Finds the files that a flake hands all its inputs to, as in `outputs = inputs: import ./outputs.nix inputs;`, and what
// their texts say of one of them.
import type { Span } from '../tokenizer/token.js';
import { tokenize } from '../tokenizer/tokenize.js';
import { aliasOf, type Flake } from './flake.js';
import { withoutParentheses } from './read-flake.js';
import { resolve, type Scope, walk } from './scope.js';
import { SyntaxFault } from './syntax/cursor.js';
import { readNixText } from './syntax/read-expression.js';
import type { Application, Expression, Lambda } from './syntax/tree.js';

export interface Delegate {
  /** The path as the flake writes it; relative ones are relative to the flake. */
  readonly path: string;
  /** Offset of the path. */
  readonly start: number;
  /** Whether the inputs are its arguments, rather than one of these: `import ./x.nix { inherit inputs; }`. */
  readonly isDirect: boolean;
}

export function findDelegates(flake: Flake): readonly Delegate[] {
  const { outputs } = flake;
  if (!outputs) return [];
  const { lambda } = outputs;
  if (!lambda) {
    const path = importedPath(withoutParentheses(outputs.binding.value), 0);
    return path ? [{ ...path, isDirect: true }] : [];
  }
  const found: Delegate[] = [];
  walk(lambda, undefined, {
    expression: (expression, scope) => {
      if (expression.kind !== 'application') return;
      const path = importedPath(expression, 1);
      const argument = flatten(expression)[2];
      if (!path || !argument) return;
      if (isAllInputs(argument, scope, lambda)) found.push({ ...path, isDirect: true });
      else if (holdsAllInputs(argument, scope, lambda)) found.push({ ...path, isDirect: false });
    },
    binding: () => {},
  });
  return found;
}

/** The places where a text writes a name, by itself or as that of an attribute. */
export function findMentions(text: string, name: string): readonly Span[] {
  return tokenize(text).filter((token, index, tokens) => {
    if (token.kind === 'identifier') return token.text === name;
    return token.kind === 'string-text' && token.text === name && tokens[index - 1]?.kind === 'string-open';
  });
}

/**
 * Whether the function that a file holds takes an input of that name: an open set of arguments, a single argument, or
 * the name itself. A file that cannot be read so is taken to refuse nothing.
 */
export function takesArgument(text: string, name: string): boolean {
  try {
    const expression = withoutParentheses(readNixText(text));
    if (expression.kind !== 'lambda' || expression.parameter.kind === 'name-parameter') return true;
    const { ellipsis, formals } = expression.parameter;
    return ellipsis !== undefined || formals.some((formal) => formal.name === name);
  } catch (fault) {
    if (fault instanceof SyntaxFault) return true;
    throw fault;
  }
}

/** The function and its arguments, through parentheses around `import ./x`. */
function flatten(application: Application): readonly Expression[] {
  const head = withoutParentheses(application.function);
  return [...(head.kind === 'application' ? flatten(head) : [head]), ...application.arguments];
}

function importedPath(
  expression: Expression,
  argumentsAfter: number,
): { path: string; start: number } | undefined {
  if (expression.kind !== 'application') return undefined;
  const [head, path, ...rest] = flatten(expression);
  if (head?.kind !== 'identifier' || head.name !== 'import' || rest.length < argumentsAfter) return undefined;
  if (path?.kind !== 'literal' || path.of !== 'path' || path.parts.length > 0) return undefined;
  return { path: path.text, start: path.start };
}

/** `inputs`, or operators over it such as `inputs // { … }`. */
function isAllInputs(expression: Expression, scope: Scope, lambda: Lambda): boolean {
  const target = withoutParentheses(expression);
  if (target.kind === 'composite') return target.parts.some((part) => isAllInputs(part, scope, lambda));
  return target.kind === 'identifier' && isAlias(target.name, scope, lambda);
}

function holdsAllInputs(expression: Expression, scope: Scope, lambda: Lambda): boolean {
  let holds = false;
  walk(expression, scope, {
    expression: (inner, within) => {
      if (inner.kind === 'identifier') holds ||= isAlias(inner.name, within, lambda);
    },
    binding: (binding, outer) => {
      if (binding.kind === 'assignment' || binding.from) return;
      for (const { name } of binding.names) holds ||= name !== undefined && isAlias(name, outer, lambda);
    },
  });
  return holds;
}

function isAlias(name: string, scope: Scope, lambda: Lambda): boolean {
  return name === aliasOf(lambda.parameter)?.name && resolve(name, scope).frame?.lambda === lambda;
}
