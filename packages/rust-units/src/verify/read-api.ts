// Gives the public API of a crate as signatures by path: takes rustdoc's JSON of the crate, and of the units behind it.

import { signatureOf, wordOf } from './item-signature.js';
import { type Found, findPublicNames, type PublicNames } from './public-names.js';
import { type NameOf, renderParameters, renderPath, renderType, renderWhere } from './render-type.js';
import type { DocumentedCrate } from './run-rustdoc.js';
import {
  detailOf,
  type ItemId,
  type Json,
  kindOf,
  listOf,
  objectOf,
  type RustdocCrate,
  type RustdocItem,
} from './rustdoc-json.js';

export interface ApiEntry {
  /** `parse::Rule::name`, or of an impl its head: `impl Clone for parse::Rule`. */
  readonly path: string;
  /** In words: `struct`, `method`, `field`, `impl`, … */
  readonly kind: string;
  /** The path that it belongs to, where it is a part of a type or trait. */
  readonly owner?: string;
  readonly signature: string;
}

/** With the names of the crates that are one: a type of a unit that is not looked into is known by them. */
interface OwnNames extends PublicNames, Pick<DocumentedCrate, 'own'> {}

/** By `KIND PATH`, so that what has one name in two namespaces stays apart. */
export type Api = ReadonlyMap<string, ApiEntry>;

export function readApi({ crates, own }: DocumentedCrate): Api {
  const names: OwnNames = { ...findPublicNames(crates), own };
  const api = new Map<string, ApiEntry>();
  const put = (entry: ApiEntry) => api.set(`${entry.kind} ${entry.path}`, entry);
  for (const { path, kind, external, crate, item } of names.names) {
    if (external !== undefined) put({ path, kind: 'use', signature: `use ${external}` });
    if (crate === undefined || item === undefined || path === '') continue;
    const nameOf = naming(crate, names);
    put({ path, kind: wordOf(kind), signature: signatureOf(item, nameOf) });
    // What has several names shows its parts under the first.
    if (names.nameOf(crate, item.id) !== path) continue;
    for (const part of partsOf({ crate, item }, path, nameOf, names)) put(part);
  }
  for (const crate of crates) {
    for (const item of Object.values(crate.index)) {
      if (item.crate_id !== 0 || kindOf(item) !== 'impl') continue;
      for (const entry of implEntries(crate, item, names)) put(entry);
    }
  }
  return api;
}

/** Types of the crate by their public name; what has none by its path within the crate, with `crate::` before it. */
function naming(crate: RustdocCrate, names: OwnNames): NameOf {
  return (id, written) => {
    if (id === null || id === undefined) return written;
    const known = names.nameOf(crate, id as ItemId);
    if (known !== undefined) return known;
    const alias = names.find(crate, id as ItemId);
    // As rustdoc shows a private alias of the crate itself.
    if (alias && kindOf(alias.item) === 'type_alias' && parametersOf(alias.item) === 0)
      return renderType(detailOf(alias.item).type, naming(alias.crate, names));
    const target = crate.paths[id as ItemId];
    if (target === undefined) return written.split('::').at(-1) ?? written;
    const isOwn = target.crate_id === 0 || names.own.has(crate.external_crates[target.crate_id]?.name ?? '');
    return (isOwn ? ['crate', ...target.path.slice(1)] : target.path).join('::');
  };
}

function parametersOf(item: RustdocItem): number {
  return listOf(objectOf(detailOf(item).generics).params).length;
}

function partsOf({ crate, item }: Found, path: string, nameOf: NameOf, names: OwnNames): readonly ApiEntry[] {
  const detail = detailOf(item);
  const kind = kindOf(item);
  const members = (ids: Json | undefined, word?: string) =>
    listOf(ids).flatMap((id) => {
      const member = id === null ? undefined : names.find(crate, id as ItemId)?.item;
      return member === undefined ? [] : [partOf(member, path, nameOf, word)];
    });
  if (kind === 'trait') return members(detail.items);
  if (kind === 'union') return members(detail.fields);
  if (kind === 'struct') {
    const { tuple, plain } = objectOf(detail.kind);
    return [...members(tuple), ...members(objectOf(plain).fields)];
  }
  if (kind === 'variant') return variantFields(item, members);
  if (kind !== 'enum') return [];
  return listOf(detail.variants).flatMap((id) => {
    const variant = names.find(crate, id as ItemId);
    if (variant === undefined) return [];
    return [
      partOf(variant.item, path, nameOf),
      ...partsOf(variant, `${path}::${variant.item.name}`, nameOf, names),
    ];
  });
}

function variantFields(item: RustdocItem, members: (ids: Json | undefined) => readonly ApiEntry[]) {
  const { tuple, struct } = objectOf(detailOf(item).kind);
  return [...members(tuple), ...members(objectOf(struct).fields)];
}

function partOf(item: RustdocItem, owner: string, nameOf: NameOf, word = wordOf(kindOf(item))): ApiEntry {
  const kind = word === 'function' ? 'method' : word;
  return { path: `${owner}::${item.name}`, kind, owner, signature: signatureOf(item, nameOf) };
}

/** Of an inherent impl its public parts; of a trait impl its head with its types and constants. */
function implEntries(crate: RustdocCrate, item: RustdocItem, names: OwnNames): readonly ApiEntry[] {
  const detail = detailOf(item);
  if (detail.blanket_impl !== null && detail.blanket_impl !== undefined) return [];
  let isNameable = true;
  const nameOf: NameOf = (id, written) => {
    const name = naming(crate, names)(id, written);
    if (name.startsWith('crate::')) isNameable = false;
    return name;
  };
  const owner = renderType(detail.for, nameOf);
  const parts = listOf(detail.items).flatMap((id) => crate.index[id as ItemId] ?? []);
  if (detail.trait === null || detail.trait === undefined) {
    const path = names.nameOf(crate, objectOf(objectOf(detail.for).resolved_path).id as ItemId);
    if (path === undefined) return [];
    const where = `${renderParameters(detail.generics, nameOf)} ${owner}${renderWhere(detail.generics, nameOf)}`;
    return parts
      .filter(({ visibility }) => visibility === 'public')
      .map((part) => {
        const entry = partOf(part, path, nameOf);
        // One name may stand in several impls of a type, for different arguments.
        const of = owner === path ? '' : ` of ${owner}`;
        return { ...entry, path: `${entry.path}${of}`, signature: `impl${where} { ${entry.signature} }` };
      });
  }
  const trait = renderPath(objectOf(detail.trait), nameOf);
  const head = `impl ${detail.is_negative ? '!' : ''}${trait} for ${owner}`;
  const generics = `${renderParameters(detail.generics, nameOf)}${renderWhere(detail.generics, nameOf)}`;
  if (!isNameable || (detail.is_synthetic && unstable.test(trait))) return [];
  const own = names.nameOf(crate, objectOf(objectOf(detail.for).resolved_path).id as ItemId);
  const typesAndConstants = parts
    .filter((part) => kindOf(part) !== 'function')
    .map((part) => signatureOf(part, nameOf))
    .sort();
  const signature = `${detail.is_unsafe ? 'unsafe ' : ''}${head} ${generics} { ${typesAndConstants.join('; ')} }`;
  return [{ path: head, kind: 'impl', ...(own === undefined ? {} : { owner: own }), signature }];
}

/** Marks that the compiler gives to types, and that no stable code can name. */
const unstable = /\b(Freeze|UnsafeUnpin)$/;
