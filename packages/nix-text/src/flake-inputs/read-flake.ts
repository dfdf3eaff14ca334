// Reads a flake: takes the text of a flake.nix, gives what it declares and where. Evaluates nothing.
import type { Span } from '../tokenizer/token.js';
import type { Flake, InputLeaf, InputSet, InputStatement, Outputs } from './flake.js';
import { SyntaxFault } from './syntax/cursor.js';
import { readNixText } from './syntax/read-expression.js';
import type { Assignment, AttributeName, AttributeSet, Binding, Expression } from './syntax/tree.js';

interface GrowingInput {
  readonly name: string;
  readonly statements: InputStatement[];
  readonly leaves: InputLeaf[];
}

interface Growing {
  readonly inputs: Map<string, GrowingInput>;
  readonly inputSets: InputSet[];
  readonly unreadable: Span[];
}

/** @throws SyntaxFault where the text is not Nix, or not a set as Nix demands of a flake.nix */
export function readFlake(text: string): Flake {
  const set = withoutParentheses(readNixText(text));
  if (set.kind !== 'set')
    throw new SyntaxFault(
      'a flake is a set, `{ … }`, and this is another expression',
      set.start,
      'Nix takes no other flake either: write it as a set, with what stands around it moved into `outputs`',
    );
  const growing: Growing = { inputs: new Map(), inputSets: [], unreadable: [] };
  for (const binding of set.bindings) readTopBinding(binding, set, growing);
  return { text, set, ...growing, outputs: readOutputs(set) };
}

export function withoutParentheses(expression: Expression): Expression {
  return expression.kind === 'parenthesized' ? withoutParentheses(expression.inner) : expression;
}

function readTopBinding(binding: Binding, within: AttributeSet, growing: Growing): void {
  if (binding.kind === 'inheritance') {
    growing.unreadable.push(...binding.names.filter(({ name }) => name === 'inputs'));
    return;
  }
  if (binding.path[0]?.name !== 'inputs') return;
  if (binding.path.length > 1) {
    readInputBinding(binding, within, 1, growing);
    return;
  }
  const value = withoutParentheses(binding.value);
  if (value.kind !== 'set') {
    growing.unreadable.push(binding);
    return;
  }
  growing.inputSets.push({ binding, set: value });
  for (const inner of value.bindings) readInputBinding(inner, value, 0, growing);
}

function readInputBinding(binding: Binding, within: AttributeSet, nameIndex: number, growing: Growing): void {
  if (binding.kind === 'inheritance') {
    for (const [index, { name, ...span }] of binding.names.entries()) {
      if (name === undefined) growing.unreadable.push(span);
      else {
        const input = growInput(growing, name);
        input.statements.push({ binding, within, nameIndex: index });
        input.leaves.push({ path: [], value: undefined, binding, within });
      }
    }
    return;
  }
  const name = binding.path[nameIndex];
  if (name?.name === undefined) {
    growing.unreadable.push(name ?? binding);
    return;
  }
  const input = growInput(growing, name.name);
  input.statements.push({ binding, within, nameIndex });
  const leaves = readLeaves(binding, within, binding.path.slice(nameIndex + 1), []);
  if (leaves) input.leaves.push(...leaves);
  else growing.unreadable.push(binding);
}

function growInput(growing: Growing, name: string): GrowingInput {
  const known = growing.inputs.get(name);
  if (known) return known;
  const input: GrowingInput = { name, statements: [], leaves: [] };
  growing.inputs.set(name, input);
  return input;
}

/** Nothing where a name among them is computed. */
function readLeaves(
  binding: Assignment,
  within: AttributeSet,
  names: readonly AttributeName[],
  above: readonly string[],
): readonly InputLeaf[] | undefined {
  const path = [...above];
  for (const { name } of names) {
    if (name === undefined) return undefined;
    path.push(name);
  }
  const value = withoutParentheses(binding.value);
  if (value.kind !== 'set') return [{ path, value, binding, within }];
  const leaves: InputLeaf[] = [];
  for (const inner of value.bindings) {
    if (inner.kind === 'assignment') {
      const deeper = readLeaves(inner, value, inner.path, path);
      if (!deeper) return undefined;
      leaves.push(...deeper);
      continue;
    }
    for (const { name } of inner.names) {
      if (name === undefined) return undefined;
      leaves.push({ path: [...path, name], value: undefined, binding: inner, within: value });
    }
  }
  return leaves;
}

function readOutputs(set: AttributeSet): Outputs | undefined {
  for (const binding of set.bindings) {
    if (binding.kind !== 'assignment' || binding.path.length !== 1) continue;
    if (binding.path[0]?.name !== 'outputs') continue;
    return { binding, lambda: findLambda(binding.value) };
  }
  return undefined;
}

function findLambda(expression: Expression): Outputs['lambda'] {
  switch (expression.kind) {
    case 'lambda':
      return expression;
    case 'parenthesized':
      return findLambda(expression.inner);
    case 'with':
      return findLambda(expression.body);
    case 'let':
      return expression.body && findLambda(expression.body);
    case 'composite':
      return expression.of === 'assert' && expression.parts[1] ? findLambda(expression.parts[1]) : undefined;
    default:
      return undefined;
  }
}
