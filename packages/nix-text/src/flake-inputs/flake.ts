// A flake as its text declares it: inputs, outputs, and where in the text each is said.
import type { Span } from '../tokenizer/token.js';
import type {
  Assignment,
  AttributeSet,
  Binding,
  Expression,
  Lambda,
  NameParameter,
  Parameter,
} from './syntax/tree.js';

export interface Flake {
  readonly text: string;
  /** The set that the file is. */
  readonly set: AttributeSet;
  /** The declared inputs, in the order of the text. */
  readonly inputs: ReadonlyMap<string, FlakeInput>;
  /** The sets that are values of `inputs` itself. */
  readonly inputSets: readonly InputSet[];
  /** The parts of `inputs` whose names only evaluation tells: `inputs = import …`, `${name}.url = …`. */
  readonly unreadable: readonly Span[];
  readonly outputs: Outputs | undefined;
}

export interface InputSet {
  readonly binding: Assignment;
  readonly set: AttributeSet;
}

export interface FlakeInput {
  readonly name: string;
  /** The outermost bindings that speak of this input alone. */
  readonly statements: readonly InputStatement[];
  readonly leaves: readonly InputLeaf[];
}

/** `a.url = "…";` within `inputs`, `inputs.a = { … };` on the top, and their like. */
export interface InputStatement {
  readonly binding: Binding;
  /** The set that the binding stands in: a value of `inputs`, or the flake's own. */
  readonly within: AttributeSet;
  /** Which element of the path (or which inherited name) is the input's name. */
  readonly nameIndex: number;
}

/** One value said of an input. */
export interface InputLeaf {
  /** From the input's name on: `["url"]`, `["inputs", "nixpkgs", "follows"]`. */
  readonly path: readonly string[];
  /** Nothing where the value is inherited. */
  readonly value: Expression | undefined;
  /** The innermost binding that says it, and the set which that stands in. */
  readonly binding: Binding;
  readonly within: AttributeSet;
}

export interface Outputs {
  readonly binding: Assignment;
  /** The function, where one can be seen: directly, in parentheses, or below `let`, `with` and `assert`. */
  readonly lambda: Lambda | undefined;
}

/** The names that a parameter binds. */
export function namesOfParameter(parameter: Parameter): readonly string[] {
  if (parameter.kind === 'name-parameter') return [parameter.name];
  const names = parameter.formals.map(({ name }) => name);
  return parameter.alias ? [...names, parameter.alias.name] : names;
}

/** The name that stands for all inputs at once: `inputs` in `inputs:` and in `{ … }@inputs:`. */
export function aliasOf(parameter: Parameter): NameParameter | undefined {
  return parameter.kind === 'name-parameter' ? parameter : parameter.alias;
}
