// Resolves names: takes the declarations of a crate, gives those that a module has under a name, and its macros by name.
import { isExported } from '../read/attributes.js';
import type { Module } from '../read/crate-source.js';
import type { Declaration } from './declaration.js';

export interface DeclaredNames {
  /** By name. */
  readonly of: (module: Module) => ReadonlyMap<string, readonly Declaration[]>;
  /** What a call of a macro may make under that name, and what is not known to be made. */
  readonly perhapsOf: (module: Module) => ReadonlyMap<string, readonly Declaration[]>;
  /** Own macros of that name that may be meant in a module. */
  readonly macrosNamed: (module: Module, name: string) => readonly Declaration[];
  /** Macros of that name that stand in the root of the crate, wherever they are written. */
  readonly exportedNamed: (name: string) => readonly Declaration[];
}

type ByName = Map<string, Declaration[]>;

const none: ByName = new Map();

export function declaredNames(declarations: readonly Declaration[]): DeclaredNames {
  const certain = new Map<Module, ByName>();
  const perhaps = new Map<Module, ByName>();
  const macros: ByName = new Map();
  const exported: ByName = new Map();
  for (const declaration of declarations) {
    const { item } = declaration;
    if (item.kind === 'macro') {
      push(macros, item.name, declaration);
      if (isExported(item)) push(exported, item.name, declaration);
      continue;
    }
    for (const name of declaration.names) push(within(certain, item.module), name, declaration);
    for (const name of declaration.perhaps) push(within(perhaps, item.module), name, declaration);
  }
  return {
    of: (module) => certain.get(module) ?? none,
    perhapsOf: (module) => perhaps.get(module) ?? none,
    macrosNamed: (module, name) => innermost(module, macros.get(name) ?? []),
    exportedNamed: (name) => exported.get(name) ?? [],
  };
}

/** Of several macros of one name, those of the nearest module around; all, where none is. */
function innermost(module: Module, all: readonly Declaration[]): readonly Declaration[] {
  if (all.length < 2) return all;
  for (let at: Module | undefined = module; at; at = at.parent) {
    const here = all.filter(({ item }) => item.module === at);
    if (here.length > 0) return here;
  }
  return all;
}

function within(names: Map<Module, ByName>, module: Module): ByName {
  let ofModule = names.get(module);
  if (ofModule === undefined) {
    ofModule = new Map();
    names.set(module, ofModule);
  }
  return ofModule;
}

function push(map: ByName, name: string, declaration: Declaration): void {
  const list = map.get(name);
  if (list) list.push(declaration);
  else map.set(name, [declaration]);
}
