// Finds the files that a flake hands all its inputs to, as in `outputs = inputs: import ./outputs.nix inputs;`, and what
// their texts say of one of them.
import type { Span } from '../tokenizer/token.js';
import { tokenize } from '../tokenizer/tokenize.js';
import { aliasOf, type Flake } from './flake.js';
import { withoutParentheses } from './read-flake.js';
import { resolve, type Scope, walk } from './scope.js';
import { SyntaxFault } from './syntax/cursor.js';
import { readNixText } from './syntax/read-expression.js';
import type { Application, Expression, Lambda, Parameter } from './syntax/tree.js';

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
    const path = importedPath(withoutParentheses(outputs.binding.value), 0, undefined);
    return path ? [{ ...path, isDirect: true }] : [];
  }
  const found: Delegate[] = [];
  walk(lambda, undefined, {
    expression: (expression, scope) => {
      if (expression.kind !== 'application') return;
      const path = importedPath(expression, 1, scope);
      const argument = flatten(expression, scope)[2];
      if (!path || !argument) return;
      if (isAllInputs(argument, scope, lambda)) found.push({ ...path, isDirect: true });
      else if (holdsAllInputs(argument, scope, lambda)) found.push({ ...path, isDirect: false });
    },
    binding: () => {},
  });
  return found;
}

/** The functions written in the flake that are handed all inputs, and fail on one of that name. In the order of the text. */
export function findRefusers(flake: Flake, name: string): readonly Span[] {
  const lambda = flake.outputs?.lambda;
  if (!lambda) return [];
  const found: Span[] = [];
  walk(lambda, undefined, {
    expression: (expression, scope) => {
      if (expression.kind !== 'application') return;
      const [head, ...given] = flatten(expression, scope);
      let called = head;
      for (const argument of given) {
        if (called?.kind !== 'lambda') return;
        const { parameter } = called;
        if (isAllInputs(argument, scope, lambda) && !takesName(parameter, name)) found.push(parameter);
        called = withoutParentheses(called.body);
      }
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
    return expression.kind !== 'lambda' || takesName(expression.parameter, name);
  } catch (fault) {
    if (fault instanceof SyntaxFault) return true;
    throw fault;
  }
}

function takesName(parameter: Parameter, name: string): boolean {
  if (parameter.kind === 'name-parameter') return true;
  return parameter.ellipsis !== undefined || parameter.formals.some((formal) => formal.name === name);
}

/** The function and its arguments, through parentheses and names that stand for a part, as in `let f = import ./x; in f y`. */
function flatten(application: Application, scope: Scope): readonly Expression[] {
  return [...partsOf(application.function, scope, mostNames), ...application.arguments];
}

/** So many names may stand for each other: those that do in a circle never end. */
const mostNames = 20;

function partsOf(expression: Expression, scope: Scope, left: number): readonly Expression[] {
  const head = withoutParentheses(expression);
  if (head.kind === 'application') return [...partsOf(head.function, scope, left), ...head.arguments];
  if (head.kind !== 'identifier' || left === 0) return [head];
  const { frame } = resolve(head.name, scope);
  const bound = frame?.bindings.find(
    (binding) =>
      binding.kind === 'assignment' && binding.path.length === 1 && binding.path[0]?.name === head.name,
  );
  return bound?.kind === 'assignment' ? partsOf(bound.value, frame, left - 1) : [head];
}

function importedPath(
  expression: Expression,
  argumentsAfter: number,
  scope: Scope,
): { path: string; start: number } | undefined {
  if (expression.kind !== 'application') return undefined;
  const [head, path, ...rest] = flatten(expression, scope);
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
