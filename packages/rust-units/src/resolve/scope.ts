// Resolves names and paths: takes the modules of a crate and its declarations, gives what each name leads to.
import type { Import, Module } from '../read/crate-source.js';
import { conjunction, negation } from '../read/predicates.js';
import type { Edition } from '../split.js';
import { conditionsOf, unite } from './conditions.js';
import { type Declaration, isWithin } from './declaration.js';
import { declaredNames } from './declared-names.js';
import { eachWayOnce } from './each-way-once.js';
import { madeVariants } from './made-variants.js';
import type { Need, Target } from './target.js';
import { traitsInScope } from './traits-in-scope.js';

export interface Scope {
  readonly root: Module;
  /** What a path that is written in a module leads to, and each name that has to be there on its way. */
  readonly resolve: (module: Module, path: readonly string[], use?: 'use') => Resolution;
  /** What a name alone leads to. */
  readonly lookUp: (module: Module, name: string) => readonly Target[];
  /** Own macros of that name that may be meant in a module. */
  readonly macrosNamed: (module: Module, name: string) => readonly Declaration[];
  /** Traits that are in scope, own ones and what may be one of another crate. */
  readonly imported: (module: Module) => readonly Need[];
}

export interface Resolution {
  readonly targets: readonly Target[];
  readonly needs: readonly Need[];
}

const nothing: Resolution = { targets: [], needs: [] };
const flat = new Set(['function', 'constant', 'static', 'macro']);
const alwaysThere = new Set(['std', 'core']);
const standard = new Set([...alwaysThere, 'alloc', 'proc_macro', 'test']);

/** @param crates the names by which code may know other crates */
export function createScope(
  root: Module,
  declarations: readonly Declaration[],
  edition: Edition,
  crates: ReadonlySet<string>,
): Scope {
  const declared = declaredNames(declarations);
  const lookUp = eachWayOnce(lookUpNow, lookUpDirect);

  /** What the module itself declares. */
  function lookUpDirect(module: Module, name: string): Target[] {
    const direct: Target[] = [];
    for (const declaration of declared.of(module).get(name) ?? [])
      direct.push({ kind: 'declaration', declaration, name, conditions: declaration.conditions });
    for (const child of module.modules)
      if (child.path.at(-1) === name && !child.isTest)
        direct.push({ kind: 'module', module: child, conditions: child.conditions });
    return direct;
  }

  function lookUpNow(module: Module, name: string): readonly Target[] {
    const explicit = lookUpDirect(module, name);
    for (const leaf of module.imports)
      if (leaf.name === name && !leaf.isTest) explicit.push(...resolveImport(leaf));
    if (module === root)
      for (const declaration of declared.exportedNamed(name))
        explicit.push({ kind: 'declaration', declaration, name, conditions: declaration.conditions });
    const isThere = explicit.some(({ conditions }) => conditions.length === module.conditions.length);
    const isOnlyModule = explicit.every(({ kind }) => kind === 'module');
    if (isThere && !isOnlyModule) return explicit;
    // A module and a value may share a name.
    const fromGlobs = module.imports
      .flatMap((leaf) => (leaf.name === '*' && !leaf.isTest ? throughGlob(leaf, name) : []))
      .filter((target) => !isThere || isValue(target))
      .map((target) => (isOnlyModule ? target : behindExplicit(target, explicit, module)));
    if (explicit.length > 0 || fromGlobs.length > 0) return [...explicit, ...fromGlobs];
    const variants = madeVariants(module, name, globTargets);
    if (variants.length > 0) return variants;
    return (declared.perhapsOf(module).get(name) ?? []).map((declaration) => ({
      kind: 'declaration',
      declaration,
      name,
      conditions: declaration.conditions,
    }));
  }

  /** What a glob brings counts only where nothing of that name is written down. */
  function behindExplicit(target: Target, explicit: readonly Target[], module: Module): Target {
    const others = explicit.map(({ conditions }) =>
      negation(conjunction(conditions.filter((one) => !module.conditions.includes(one)))),
    );
    return { ...target, conditions: unite(target.conditions, others) };
  }

  function globTargets(leaf: Import): readonly Target[] {
    return resolvePath(leaf.module, leaf.path, 'use').targets;
  }

  function throughGlob(leaf: Import, name: string): readonly Target[] {
    return globTargets(leaf).flatMap((target): readonly Target[] => {
      const conditions = unite(conditionsOf(leaf), target.conditions);
      if (target.kind === 'declaration') {
        const { declaration } = target;
        return declaration.members.has(name)
          ? [{ kind: 'declaration', declaration, name: target.name, member: name, conditions }]
          : [];
      }
      if (target.kind === 'external') return [];
      return lookUp(target.module, name)
        .filter((inner) => isVisible(target.module, name, inner, leaf.module))
        .map((inner) => ({ ...inner, conditions: unite(conditions, inner.conditions) }));
    });
  }

  /** What is private does not pass a glob from outside. */
  function isVisible(from: Module, name: string, target: Target, to: Module): boolean {
    if (isWithin(to, from)) return true;
    if (target.kind === 'declaration' && target.declaration.item.module === from)
      return (
        target.declaration.item.kind === 'call' ||
        target.declaration.item.visibility !== '' ||
        target.declaration.item.kind === 'foreign'
      );
    if (target.kind === 'module' && target.module.parent === from) return target.module.visibility !== '';
    const leaves = from.imports.filter((leaf) => leaf.name === name || leaf.name === '*');
    return leaves.length === 0 || leaves.some(({ visibility }) => visibility !== '');
  }

  function resolveImport(leaf: Import): readonly Target[] {
    if (leaf.isCrate) {
      const [name = ''] = leaf.path;
      if (name === 'self') return [{ kind: 'module', module: root, conditions: conditionsOf(leaf) }];
      // Under the name that the line gives it; some are there without it too.
      return [
        {
          kind: 'external',
          path: [leaf.name],
          conditions: alwaysThere.has(leaf.name) ? [] : conditionsOf(leaf),
        },
      ];
    }
    let { targets } = resolvePath(leaf.module, leaf.path, 'use', leaf);
    if (targets.length === 0) targets = macroTargets(leaf.module, leaf.path);
    return targets.map((target) => ({ ...target, conditions: unite(conditionsOf(leaf), target.conditions) }));
  }

  function macroTargets(module: Module, path: readonly string[]): readonly Target[] {
    const name = path.at(-1) ?? '';
    if (path.length > 1 && !['crate', 'self', 'super'].includes(path.at(-2) ?? '')) return [];
    return declared.macrosNamed(module, name).map((declaration) => ({
      kind: 'declaration',
      declaration,
      name,
      conditions: declaration.conditions,
    }));
  }

  function resolvePath(module: Module, path: readonly string[], use?: 'use', asking?: Import): Resolution {
    let at = 0;
    let start: Module | undefined;
    if (path[0] === 'crate' || path[0] === '$crate') [start, at] = [root, 1];
    else if (path[0] === 'self' && (path.length > 1 || use)) [start, at] = [module, 1];
    else if (path[0] === 'Self') return nothing;
    while (path[at] === 'super') {
      start = (start ?? module).parent;
      at += 1;
      if (start === undefined) return nothing;
    }
    if (start === undefined && path[0] === '') {
      if (edition !== '2015') return external(path.slice(1));
      [start, at] = [root, 1];
    }
    if (start === undefined && use && edition === '2015') start = root;
    if (start !== undefined) return walk([{ kind: 'module', module: start, conditions: [] }], path, at, use);
    const [first = ''] = path;
    // A name that is imported under itself means what lies behind it: `use std::fmt` or `use fmt as fmt`.
    const own =
      asking !== undefined && asking.name === first && path.length === 1 ? [] : lookUp(module, first);
    // A function that has the name of its crate is no way to what else is in the crate.
    if (
      path.length > 1 &&
      crates.has(first) &&
      own.every((one) => one.kind === 'external' && one.path[0] === first)
    )
      return external(path);
    if (own.length === 0) return crates.has(first) || standard.has(first) ? external(path) : nothing;
    return walk([{ kind: 'module', module, conditions: [] }], path, 0, use);
  }

  function external(path: readonly string[]): Resolution {
    return path.length === 0 ? nothing : { targets: [{ kind: 'external', path, conditions: [] }], needs: [] };
  }

  /** Step by step: what is found at each name is needed there, so that the next can be found behind it. */
  function walk(from: readonly Target[], path: readonly string[], start: number, use?: 'use'): Resolution {
    const needs: Need[] = [];
    const ends: Target[] = [];
    let targets = from;
    for (let at = start; at < path.length; at += 1) {
      const name = path[at] as string;
      const next: Target[] = [];
      for (const target of targets) {
        if (target.kind !== 'module') {
          ends.push(behind(target, name, at === path.length - 1));
          continue;
        }
        for (const inner of meant(lookUpOrCrate(target.module, name), at === path.length - 1, use)) {
          needs.push({ module: target.module, name, target: inner });
          const conditions = unite(target.conditions, inner.conditions);
          if (inner.kind === 'external')
            ends.push({ ...inner, conditions, path: [...inner.path, ...path.slice(at + 1)] });
          else next.push({ ...inner, conditions });
        }
      }
      targets = next;
    }
    return { targets: [...ends, ...targets], needs };
  }

  /** The 2015 edition knows other crates by their names in the root; the standard library may get another name there. */
  function lookUpOrCrate(module: Module, name: string): readonly Target[] {
    const found = lookUp(module, name);
    if (found.length > 0) return [...found, ...otherwiseStandard(module, name, found)];
    const isCrate = module === root && edition === '2015' && (crates.has(name) || standard.has(name));
    return isCrate ? [{ kind: 'external', path: [name], conditions: [] }] : [];
  }

  /** `#[cfg(not(feature = "std"))] use core as std;` leaves `std` what it is where that does not hold. */
  function otherwiseStandard(module: Module, name: string, found: readonly Target[]): readonly Target[] {
    if (!alwaysThere.has(name) || !found.every(({ kind }) => kind === 'external')) return [];
    const conditions = found.map((target) =>
      target.conditions.filter((one) => !module.conditions.includes(one)),
    );
    if (conditions.some((all) => all.length === 0)) return [];
    return [
      { kind: 'external', path: [name], conditions: conditions.map((all) => negation(conjunction(all))) },
    ];
  }

  /** Only modules and types have something behind them; and a module alone is no value. */
  function meant(targets: readonly Target[], isLast: boolean, use: 'use' | undefined): readonly Target[] {
    if (!isLast)
      return targets.filter(
        (target) => target.kind !== 'declaration' || !flat.has(target.declaration.item.kind),
      );
    const others = targets.filter(({ kind }) => kind !== 'module');
    return use === undefined && others.length > 0 ? others : targets;
  }

  /** Behind a declaration stand its variants, and what belongs to the declaration itself. */
  function behind(target: Target, name: string, isLast: boolean): Target {
    const isVariant =
      target.kind === 'declaration' && target.member === undefined && target.declaration.members.has(name);
    return isVariant && isLast ? { ...target, member: name } : target;
  }

  const imported = traitsInScope({
    declaredIn: declared.of,
    resolveImport,
    resolveGlob: globTargets,
    isVisible,
  });

  return {
    root,
    resolve: (module, path, use) => resolvePath(module, path, use),
    lookUp,
    macrosNamed: declared.macrosNamed,
    imported,
  };
}

function isValue(target: Target): boolean {
  return target.kind === 'declaration' && flat.has(target.declaration.item.kind);
}
