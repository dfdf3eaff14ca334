// The reading half of this package: Nix texts as tokens and trees, flakes as declared inputs and outputs.
export {
  type Delegate,
  findDelegates,
  findMentions,
  findRefusers,
  takesArgument,
} from './flake-inputs/delegates.js';
export {
  aliasOf,
  type Flake,
  type FlakeInput,
  type InputLeaf,
  type InputSet,
  type InputStatement,
  namesOfParameter,
  type Outputs,
} from './flake-inputs/flake.js';
export { findFreeUses } from './flake-inputs/free-names.js';
export { findHandedOn } from './flake-inputs/handed-on.js';
export { findInputUses, type InheritanceUse, type InputUse } from './flake-inputs/input-uses.js';
export { readFlake, withoutParentheses } from './flake-inputs/read-flake.js';
export { resolve, type Scope } from './flake-inputs/scope.js';
export { SyntaxFault } from './flake-inputs/syntax/cursor.js';
export { readNixText } from './flake-inputs/syntax/read-expression.js';
export type {
  Assignment,
  AttributeName,
  AttributeSet,
  Binding,
  Expression,
  Formal,
  Inheritance,
  Lambda,
  Parameter,
  SetParameter,
} from './flake-inputs/syntax/tree.js';
export { type DeclaredInput, type DeclaredInputs, declaredInputsOf } from './locks/declared-inputs.js';
export { countEntries, type DuplicateInput, findDuplicates } from './locks/find-duplicates.js';
export { findExternal } from './locks/find-external.js';
export { type IdentityTable, identifyInputs, type LockIdentities } from './locks/identify-inputs.js';
export type { Lock, LockInput, LockNode, ReferenceAttributes, ReferenceValue } from './locks/lock.js';
export { isFollows } from './locks/lock.js';
export type { ExternalLock, LockPlan, LockRequest } from './locks/lock-request.js';
export { readLockSides } from './locks/lock-sides.js';
export { planLock } from './locks/plan-lock.js';
export { readLock } from './locks/read-lock.js';
export { type Reference, readReference, relativeFolderOf, resolveFolder } from './locks/reference.js';
export { renderLock } from './locks/render-lock.js';
export { findPlace, type PlaceInText } from './tokenizer/place-in-text.js';
export { isTrivia, type Span, type Token, type TokenKind } from './tokenizer/token.js';
export { tokenize } from './tokenizer/tokenize.js';
