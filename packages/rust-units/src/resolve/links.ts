// Links a declaration to others: takes its references and the scope, gives what it needs to mean what it meant.
import type { Module } from '../read/crate-source.js';
import { descendants } from '../syntax/syntax-node.js';
import { tokensOf } from '../syntax/tokens.js';
import type { Declaration } from './declaration.js';
import { type References, referencesOf } from './references.js';
import type { Scope } from './scope.js';
import { mayGiveMethods } from './standard-traits.js';
import type { Need } from './target.js';

export interface Links {
  readonly needs: readonly Need[];
  /** Own macros that it calls by their plain names. */
  readonly macros: readonly Declaration[];
  /** Names of other crates in its paths. */
  readonly crates: ReadonlySet<string>;
}

export type Linker = (declaration: Declaration) => Links;

export function createLinker(scope: Scope): Linker {
  const bodies = new Map<Declaration, References>();

  /** Of a macro, what it expands to; its users find those names where they are. */
  function bodyOf(macro: Declaration): References {
    let body = bodies.get(macro);
    if (body === undefined) {
      const { node, file } = macro.item;
      const rules = [...descendants(node)].filter(
        ({ field, kind }) => field === 'right' && kind === 'token_tree',
      );
      const tokens = rules.flatMap((rule) =>
        tokensOf(rule, file.text).map((token) => ({ ...token, isInMacro: true })),
      );
      body = referencesOf(tokens, undefined, file.text);
      bodies.set(macro, body);
    }
    return body;
  }

  return (declaration) => {
    const { item } = declaration;
    const needs: Need[] = [];
    const macros = new Set<Declaration>();
    const crates = new Set<string>();
    const members = new Set<string>();
    const take = (references: References, module: Module, isBody: boolean) => {
      for (const member of references.members) members.add(member);
      for (const reference of references.paths) {
        const { path, isMacro, isUse, isPrimitive, isPrefix } = reference;
        if (isPrimitive && !isImportedModule(path[0] as string, module)) continue;
        if (path[0] === '$crate' && isBody) continue;
        if (isMacro && path.length === 1) {
          members.add(`${path[0]}!`);
          takeMacro(path[0] as string, module);
          continue;
        }
        takePath(path, module, isMacro, isUse ? 'use' : undefined);
        if (isPrefix) takeBehind(path, module, isUse ? 'use' : undefined);
      }
    };
    const takeMacro = (name: string, module: Module) => {
      const bound = scope.lookUp(module, name).filter((target) => target.kind !== 'module');
      for (const target of bound) {
        if (target.kind === 'declaration' && target.declaration.item.kind !== 'macro') continue;
        needs.push({ module, name, target });
        if (target.kind === 'declaration') expand(target.declaration, module);
      }
      for (const macro of scope.macrosNamed(module, name)) {
        if (macro === declaration) continue;
        if (!macros.has(macro)) {
          macros.add(macro);
          expand(macro, module);
        }
      }
    };
    const expanded = new Set<Declaration>();
    const expand = (macro: Declaration, module: Module) => {
      if (expanded.has(macro) || macro === declaration) return;
      expanded.add(macro);
      take(bodyOf(macro), module, true);
    };
    // What a macro puts behind a module is one of the words that it is given.
    const takeBehind = (path: readonly string[], module: Module, use?: 'use') => {
      if (!scope.resolve(module, path, use).targets.some(({ kind }) => kind === 'module')) return;
      for (const word of wordsOf(declaration)) takePath([...path, word], module, false, use);
    };
    const takePath = (path: readonly string[], module: Module, isMacro: boolean, use?: 'use') => {
      const { targets, needs: found } = scope.resolve(module, path, use);
      const isLoneModule = !use && path.length === 1 && targets.every(({ kind }) => kind === 'module');
      // A macro may be given another one by its name, to call it.
      if (path.length === 1 && targets.length === 0) takeMacro(path[0] as string, module);
      if (isLoneModule) return;
      needs.push(...found);
      for (const target of targets) {
        if (target.kind === 'external') crates.add(target.path[0] as string);
        if (isMacro && target.kind === 'declaration') expand(target.declaration, module);
      }
    };
    if (item.kind === 'macro') {
      // Its own body is resolved where it is called, but for what it names by `$crate`.
      const { paths } = bodyOf(declaration);
      const isInner = item.attributes.some(({ text }) => text.includes('local_inner_macros'));
      for (const { path, isMacro } of paths) {
        if (path[0] === '$crate') takePath(path, item.module, isMacro);
        else if (isMacro && path.length === 1) {
          for (const macro of scope.macrosNamed(item.module, path[0] as string))
            if (isInner && macro !== declaration)
              needs.push({
                module: scope.root,
                name: macro.item.name,
                target: {
                  kind: 'declaration',
                  declaration: macro,
                  name: macro.item.name,
                  conditions: macro.conditions,
                },
              });
        }
      }
    } else {
      take(referencesOf(declaration.tokens, item.node, item.file.text), item.module, false);
    }
    if (item.kind !== 'macro') needs.push(...traitsFor(item.module, members));
    for (const { target } of needs) if (target.kind === 'external') crates.add(target.path[0] as string);
    return { needs, macros: [...macros], crates };
  };

  /** `use std::f32;` gives the name of a type to a module. */
  function isImportedModule(name: string, module: Module): boolean {
    return scope.lookUp(module, name).some(({ kind }) => kind !== 'declaration');
  }

  /** Those within macro calls, each once. */
  function wordsOf({ tokens }: Declaration): ReadonlySet<string> {
    return new Set(
      tokens.flatMap(({ kind, text, isInMacro }) =>
        isInMacro && (kind === 'word' || kind === 'type') ? [text] : [],
      ),
    );
  }

  function traitsFor(module: Module, members: ReadonlySet<string>): readonly Need[] {
    return scope.imported(module).filter(({ name, target }) => {
      if (target.kind === 'external') return name === '*' || mayGiveMethods(target.path, members);
      if (target.kind === 'module' || target.declaration.item.kind !== 'trait') return false;
      return [...target.declaration.members].some((member) => members.has(member));
    });
  }
}
