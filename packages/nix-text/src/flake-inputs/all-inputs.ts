// Judges what an expression of the outputs is: takes it with its scope, tells whether it is the set of all inputs, or
// where in a path an input is named. Follows names that `let` and `rec` give to the inputs or to `self`.
import { aliasOf, type Flake } from './flake.js';
import { withoutParentheses } from './read-flake.js';
import { bindingsFrame, type NameFrame, resolve, type Scope } from './scope.js';
import type { Binding, Expression, Lambda } from './syntax/tree.js';

/**
 * `certain`: this is the input. `likely`: an inner function has an argument called as all inputs are called here, as
 * modules do. `unclear`: only evaluation tells which `with` gives it.
 */
export type Trust = 'certain' | 'likely' | 'unclear';

export interface Judge {
  readonly lambda: Lambda | undefined;
  /** The names that the set of the flake binds for itself, where it is `rec`. */
  readonly flakeFrame: NameFrame | undefined;
  /** The bindings that are being followed, lest one that speaks of itself be followed forever. */
  readonly followed: Set<Binding>;
}

/** What stands for one name in a path; nothing where only evaluation tells. */
export interface PathName {
  readonly name: string | undefined;
}

export function judgeOf({ set, outputs }: Flake): Judge {
  const flakeFrame = set.recursive ? bindingsFrame(set.bindings, undefined) : undefined;
  return { lambda: outputs?.lambda, flakeFrame, followed: new Set() };
}

/** Whether an expression is the set of all inputs. */
export function judgeAllInputs(expression: Expression, scope: Scope, judge: Judge): Trust | undefined {
  const target = withoutParentheses(expression);
  if (target.kind === 'identifier') return judgeAlias(target.name, scope, judge);
  if (target.kind !== 'selection') return undefined;
  const found = findInputInPath(target.target, target.path, scope, judge);
  return found?.index === target.path.length ? found.trust : undefined;
}

/** Where in a path below `target` the name of an input is due: 0 in `inputs.a`, 1 in `self.inputs.a`. */
export function findInputInPath(
  target: Expression,
  path: readonly PathName[],
  scope: Scope,
  judge: Judge,
): { index: number; trust: Trust } | undefined {
  const all = judgeAllInputs(target, scope, judge);
  if (all) {
    const throughSelf = path[0]?.name === 'self' && path[1]?.name === 'inputs';
    return { index: throughSelf ? 2 : 0, trust: all };
  }
  if (path[0]?.name !== 'inputs') return undefined;
  const trust = judgeSelf(target, scope, judge);
  return trust && { index: 1, trust };
}

/** What a variable of that name would be at a place: an input, the output function's own, or something else. */
export function judgeVariable(name: string, scope: Scope, judge: Judge): Trust | undefined {
  const found = resolve(name, scope);
  if (found.frame) {
    const { lambda } = found.frame;
    const isFormal =
      lambda !== undefined && lambda === judge.lambda && aliasOf(lambda.parameter)?.name !== name;
    return isFormal ? 'certain' : undefined;
  }
  const through = found.withs.findIndex(({ of, parent }) => judgeAllInputs(of, parent, judge) === 'certain');
  if (through < 0) return undefined;
  return through === 0 ? 'certain' : 'unclear';
}

function judgeAlias(name: string, scope: Scope, judge: Judge): Trust | undefined {
  const { frame } = resolve(name, scope);
  if (!frame) return undefined;
  if (frame === judge.flakeFrame) return name === 'inputs' ? 'certain' : undefined;
  const alias = judge.lambda && aliasOf(judge.lambda.parameter)?.name;
  if (frame.lambda && frame.lambda === judge.lambda) return name === alias ? 'certain' : undefined;
  if (!frame.lambda) return judgeBound(name, frame, judge, judgeAllInputs, 'inputs');
  const asModulesDo = frame.lambda.parameter.kind === 'set-parameter';
  return asModulesDo && ['inputs', "inputs'", alias].includes(name) ? 'likely' : undefined;
}

/** Whether an expression is the flake itself: `self`, `inputs.self`, or a name that `let` gives to it. */
function judgeSelf(expression: Expression, scope: Scope, judge: Judge): Trust | undefined {
  const target = withoutParentheses(expression);
  if (target.kind === 'selection') {
    const isOnlySelf = target.path.length === 1 && target.path[0]?.name === 'self';
    return isOnlySelf ? judgeAllInputs(target.target, scope, judge) : undefined;
  }
  if (target.kind !== 'identifier') return undefined;
  const { frame } = resolve(target.name, scope);
  if (frame && !frame.lambda) return judgeBound(target.name, frame, judge, judgeSelf, 'self');
  return target.name === 'self' ? judgeVariable('self', scope, judge) : undefined;
}

/** What a name that `let` or `rec` binds stands for: `judgeValue` tells of a value, `attribute` is its name in a set. */
function judgeBound(
  name: string,
  frame: NameFrame,
  judge: Judge,
  judgeValue: typeof judgeAllInputs,
  attribute: 'inputs' | 'self',
): Trust | undefined {
  const binding = frame.bindings.find((each) =>
    each.kind === 'assignment'
      ? each.path.length === 1 && each.path[0]?.name === name
      : each.names.some((inherited) => inherited.name === name),
  );
  if (!binding || judge.followed.has(binding)) return undefined;
  judge.followed.add(binding);
  try {
    if (binding.kind === 'assignment') return judgeValue(binding.value, frame, judge);
    if (!binding.from) return judgeValue({ kind: 'identifier', name, start: 0, end: 0 }, frame.parent, judge);
    if (name !== attribute) return undefined;
    const judgeWhole = attribute === 'inputs' ? judgeSelf : judgeAllInputs;
    return judgeWhole(binding.from, frame, judge);
  } finally {
    judge.followed.delete(binding);
  }
}
