// Tells what the resolver finds in a crate, for whoever measures it: takes the folder, gives declarations as plain data.
import { type LinkedCrate, linkCrate } from './link-crate.js';
import { neededOf, noRepairs } from './plan/plan-groups.js';
import { planUnits } from './plan/plan-units.js';
import type { ItemKind } from './read/crate-source.js';
import { readCrate } from './read/read-crate.js';
import type { Declaration } from './resolve/declaration.js';
import { loadRustParser } from './syntax/rust-parser.js';
import { childOf, descendants, type SyntaxNode } from './syntax/syntax-node.js';

export interface LinkedDeclaration {
  /** Unique: `parse::Version struct`. */
  readonly key: string;
  readonly kind: ItemKind;
  /** From the folder of the crate: `src/lib.rs`. */
  readonly file: string;
  /** Positions in the text of the file, in UTF-16 code units; attributes are within. */
  readonly start: number;
  readonly end: number;
  /** Where names stand that code finds by a path to them: its own, those of variants and of foreign items. */
  readonly names: readonly number[];
  /** Of an impl, where the names of its own items stand. */
  readonly items: readonly number[];
  /** The folder of the unit that it is in, by the resolver alone, before rustc is asked. */
  readonly unit: string;
  /** What it needs, each once; of a name that is there in some configurations alone, with their predicates. */
  readonly needs: readonly LinkedNeed[];
  /** Its identifiers in order. */
  readonly words: readonly LinkedWord[];
}

export interface LinkedNeed {
  /** The key of the other declaration. */
  readonly key: string;
  /** Under which it is needed: an import may rename. */
  readonly names: readonly string[];
}

export interface LinkedWord {
  readonly text: string;
  readonly start: number;
  /** Within the arguments or the body of a macro. */
  readonly isInMacro: boolean;
}

/** @throws CodedError as reading a crate does */
export async function readLinks(folder: string): Promise<readonly LinkedDeclaration[]> {
  const linked = linkCrate(readCrate(folder, await loadRustParser()));
  const plans = planUnits(linked, noRepairs, { granularity: 'declaration' });
  const units = new Map(plans.flatMap(({ folder: unit, members }) => members.map((one) => [one, unit])));
  const needed = neededOf(linked, noRepairs);
  return linked.declarations.map((declaration) => {
    const { key, item, tokens } = declaration;
    return {
      key,
      kind: item.kind,
      file: item.file.path,
      start: Math.min(item.node.start, ...item.attributes.map(({ node }) => node.start)),
      end: item.node.end,
      names: nameStarts(declaration),
      items: itemStarts(declaration),
      unit: units.get(declaration) as string,
      needs: (needed.get(declaration) ?? [])
        .filter((other) => other !== declaration)
        .map((other) => ({ key: other.key, names: namesOf(linked, declaration, other) })),
      words: tokens
        .filter(({ kind }) => kind === 'word' || kind === 'type' || kind === 'member')
        .map(({ text, start, isInMacro }) => ({ text, start, isInMacro })),
    };
  });
}

function namesOf({ links }: LinkedCrate, declaration: Declaration, other: Declaration): readonly string[] {
  const { needs = [], macros = [] } = links.get(declaration) ?? {};
  const names = needs.flatMap(({ name, target }) =>
    target.kind === 'declaration' && target.declaration === other
      ? [name, target.name, ...(target.member === undefined ? [] : [target.member])]
      : [],
  );
  return [...new Set([...names, ...(macros.includes(other) ? [other.item.name] : [])])].sort();
}

const named = new Set(['enum_variant', 'function_signature_item', 'static_item']);

function nameStarts({ item: { kind, name, node } }: Declaration): readonly number[] {
  if (kind === 'impl' || kind === 'call' || name === '_') return [];
  const nodes = kind === 'enum' || kind === 'foreign' ? [...descendants(node)] : [];
  return [node, ...nodes.filter((inner) => named.has(inner.kind))].flatMap(startOfName);
}

function itemStarts({ item: { kind, node } }: Declaration): readonly number[] {
  return kind === 'impl' ? (childOf(node, 'body')?.children ?? []).flatMap(startOfName) : [];
}

function startOfName(node: SyntaxNode): readonly number[] {
  const name = childOf(node, 'name');
  return name === undefined ? [] : [name.start];
}
