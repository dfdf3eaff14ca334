// Finds the references of an index: takes it with the declarations of the crate, gives who names whom. Pure.
import type { LinkedDeclaration } from '@flake-lattice/rust-units';
import { createPlaces } from './declaration-places.js';
import type { ScipIndex } from './read-index.js';
import { createPositions } from './text-positions.js';

type Declarations = readonly [LinkedDeclaration, ...LinkedDeclaration[]];

/** One declaration names another, or something within it. */
export interface Reference {
  /** Several where the file is a module for each of several configurations: one of them is meant. */
  readonly from: Declarations;
  readonly to: Declarations;
  /** It is found by a name in scope; a field or method is found by the type of what is before the dot. */
  readonly isByName: boolean;
  readonly symbol: string;
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
}

export interface References {
  /** A pair once, by name if it is so anywhere. */
  readonly references: readonly Reference[];
  /** Declarations that the index defines; of those that have no name, such in which it has something. */
  readonly compiled: ReadonlySet<LinkedDeclaration>;
  /** References to symbols of the crate that the index defines nowhere, or in several declarations. */
  readonly unplaced: number;
  /** Places, such as `src/parse.rs:20`, that refer to what the crate defines outside of all declarations. */
  readonly undeclared: readonly string[];
}

interface Place {
  readonly declarations: readonly LinkedDeclaration[];
  readonly position: number;
}

/** The text of a file of the crate. */
export type TextOf = (file: string) => string;

export function findReferences(
  index: ScipIndex,
  declarations: readonly LinkedDeclaration[],
  textOf: TextOf,
): References {
  const declarationsAt = createPlaces(declarations);
  const touched = new Set<LinkedDeclaration>();
  const definedAt = new Set<string>();
  const defined = new Map<string, Place[]>();
  const named: {
    readonly symbol: string;
    readonly from: Declarations;
    readonly file: string;
    readonly line: number;
  }[] = [];
  const own = new Set<string>();
  for (const { path, occurrences } of index.documents) {
    const positionOf = createPositions(textOf(path));
    for (const { line, character, symbol, isDefinition } of occurrences) {
      if (isModule(symbol)) {
        if (isDefinition) own.add(packageOf(symbol));
        continue;
      }
      const position = positionOf(line, character);
      const here = declarationsAt(path, position);
      for (const one of here) touched.add(one);
      if (symbol.startsWith('local ') || isImpl(symbol)) continue;
      if (isDefinition) {
        push(defined, symbol, { declarations: here, position });
        definedAt.add(`${path} ${position}`);
      } else if (isSome(here)) named.push({ symbol, from: here, file: path, line: line + 1 });
    }
  }
  const compiled = new Set([...touched].filter(isDefined));
  const references = new Map<string, Reference>();
  let unplaced = 0;
  const undeclared: string[] = [];
  for (const { symbol, from, file, line } of named) {
    if (!own.has(packageOf(symbol)) || !compiled.has(from[0])) continue;
    const places = defined.get(symbol) ?? defined.get(ownerOf(symbol)) ?? [];
    const [first] = places;
    const to = first?.declarations;
    if (to === undefined || places.some(({ declarations: [other] }) => other !== to[0])) {
      unplaced += 1;
      continue;
    }
    if (!isSome(to)) {
      undeclared.push(`${file}:${line}`);
      continue;
    }
    if (to[0] === from[0]) continue;
    const isByName =
      (to[0].kind === 'call' && isItem(symbol)) ||
      (defined.has(symbol) && places.some(({ position }) => to[0].names.includes(position)));
    const key = `${from[0].key}\0${to[0].key}`;
    const before = references.get(key);
    if (before === undefined || (isByName && !before.isByName))
      references.set(key, { from, to, isByName, symbol, file, line });
  }
  return { references: [...references.values()], compiled, unplaced, undeclared };

  /** Within what is not compiled the index guesses at some words, and defines nothing. */
  function isDefined({ file, names, items }: LinkedDeclaration): boolean {
    const places = [...names, ...items];
    return places.length === 0 || places.some((position) => definedAt.has(`${file} ${position}`));
  }
}

/** `parse/` stands for a file or a `mod`, and is no declaration of ours. */
function isModule(symbol: string): boolean {
  return symbol.endsWith('/');
}

/** `parse/impl#[Version][FromStr]`, which is what `Self` names in it: always the impl itself, and defined nowhere. */
function isImpl(symbol: string): boolean {
  return symbol.endsWith(']');
}

/** What a macro call makes has no place of its own: `tables/LIMIT.` is found by its name, `impl#[X][Not]not().` is not. */
function isItem(symbol: string): boolean {
  return /[ /](`[^`]*`|\w+)(#|\.|\(\)\.|!)$/.test(symbol) && !symbol.includes('impl#');
}

/** The type of what the index defines nowhere: a field of a tuple, `X#0.`, or what was derived, `impl#[X][Clone]clone().`. */
function ownerOf(symbol: string): string {
  const derived = /^(.*)impl#\[`?(\w+)/.exec(symbol);
  return derived ? `${derived[1]}${derived[2]}#` : symbol.replace(/#\d+\.$/, '#');
}

/** `rust-analyzer cargo semver 1.0.14`. */
function packageOf(symbol: string): string {
  return symbol.split(' ', 4).join(' ');
}

function isSome(declarations: readonly LinkedDeclaration[]): declarations is Declarations {
  return declarations.length > 0;
}

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
