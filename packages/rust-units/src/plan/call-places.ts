// Tells what a macro call has to stand beside: takes the call and the scope, gives the owners of impls that it makes.
import type { Declaration } from '../resolve/declaration.js';
import { referencesOf } from '../resolve/references.js';
import type { Scope } from '../resolve/scope.js';
import { descendants } from '../syntax/syntax-node.js';
import { type Token, tokensOf } from '../syntax/tokens.js';

/** @returns the declarations to keep the call with; none where it makes no impl of what is the crate's own */
export function callOwners(call: Declaration, scope: Scope): readonly Declaration[] {
  const { module } = call.item;
  const given = call.tokens.filter(({ isInMacro }) => isInMacro);
  const resolve = (tokens: readonly Token[]) =>
    referencesOf(tokens, undefined, call.item.file.text).paths.flatMap(({ path }) =>
      scope
        .resolve(module, path)
        .targets.flatMap((target) =>
          target.kind === 'declaration' && target.declaration !== call ? [target.declaration] : [],
        ),
    );
  const ownGiven = resolve(given).filter(isTypeOrTrait);
  const owners = new Set<Declaration>();
  for (const tokens of expansions(call, scope)) {
    for (const { trait, self } of implsIn(tokens)) {
      const traits = (isOpen(trait) ? [...resolve(trait), ...ownGiven] : resolve(trait)).filter(isTrait);
      if (traits.length > 0) {
        for (const owner of traits) owners.add(owner);
        continue;
      }
      const types = isOpen(self) || isOpen(trait) ? [...resolve(self), ...ownGiven] : resolve(self);
      for (const owner of types.filter((one) => !isTrait(one) && isTypeOrTrait(one))) owners.add(owner);
      for (const owner of resolve(trait).filter((one) => isTypeOrTrait(one) && types.length === 0))
        owners.add(owner);
    }
  }
  owners.delete(call);
  return [...owners];
}

/** The tokens of the call, and those of every macro that it may come to. */
function expansions(call: Declaration, scope: Scope): readonly (readonly Token[])[] {
  const found: (readonly Token[])[] = [call.tokens.filter(({ isInMacro }) => isInMacro)];
  const seen = new Set<Declaration>();
  // One may be given to another by its name.
  const open = [call.item.name.split('::').at(-1) ?? '', ...(found[0] ?? []).map(({ text }) => text)];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    for (const macro of scope.macrosNamed(call.item.module, name)) {
      if (seen.has(macro)) continue;
      seen.add(macro);
      for (const rule of descendants(macro.item.node)) {
        if (rule.field !== 'right' || rule.kind !== 'token_tree') continue;
        const tokens = tokensOf(rule, macro.item.file.text);
        found.push(tokens);
        tokens.forEach(({ text }, at) => {
          if (tokens[at + 1]?.text === '!') open.push(text);
        });
      }
    }
  }
  return found;
}

interface FoundImpl {
  readonly trait: readonly Token[];
  readonly self: readonly Token[];
}

/** `impl<…> A for B {` within tokens; generic arguments of the trait count to the trait. */
function implsIn(tokens: readonly Token[]): readonly FoundImpl[] {
  const found: FoundImpl[] = [];
  tokens.forEach(({ text }, start) => {
    if (text !== 'impl') return;
    let at = start + 1;
    if (tokens[at]?.text === '<') at = behindAngles(tokens, at);
    const head: Token[] = [];
    let split: number | undefined;
    for (; at < tokens.length && head.length < 80; at += 1) {
      const token = tokens[at] as Token;
      if (token.text === '{' || token.text === 'where' || token.text === ';') break;
      if (token.text === 'for' && tokens[at + 1]?.text !== '<') split = head.length;
      head.push(token);
    }
    found.push(
      split === undefined
        ? { trait: [], self: head }
        : { trait: head.slice(0, split), self: head.slice(split + 1) },
    );
  });
  return found;
}

function behindAngles(tokens: readonly Token[], start: number): number {
  let depth = 0;
  for (let at = start; at < tokens.length; at += 1) {
    const { text = '' } = tokens[at] ?? {};
    if (text === '<') depth += 1;
    if (text === '>') depth -= 1;
    if (text === '>>') depth -= 2;
    if (depth <= 0) return at + 1;
  }
  return tokens.length;
}

/** Something that the macro is given stands there. */
function isOpen(tokens: readonly Token[]): boolean {
  return tokens.some(({ kind, text }) => kind === 'variable' || text === '$');
}

function isTrait({ item }: Declaration): boolean {
  return item.kind === 'trait';
}

function isTypeOrTrait({ item }: Declaration): boolean {
  return ['struct', 'enum', 'union', 'trait', 'alias', 'call'].includes(item.kind);
}
