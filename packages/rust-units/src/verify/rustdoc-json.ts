// The part of rustdoc's JSON that tells of an API, as types; its format changes with rustc, so that little is asked of it.

export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

export type JsonObject = { readonly [key: string]: Json | undefined };

export type ItemId = number | string;

export interface RustdocItem {
  readonly id: ItemId;
  readonly crate_id: number;
  readonly name: string | null;
  /** `public`, `default` for what is as visible as its owner, `crate`, or an object. */
  readonly visibility: Json;
  readonly attrs: readonly Json[];
  readonly deprecation: Json;
  /** One key, the kind: `struct`, `function`, `impl`, `use`, … */
  readonly inner: { readonly [kind: string]: JsonObject };
}

export interface RustdocPath {
  readonly crate_id: number;
  readonly path: readonly string[];
  readonly kind: string;
}

export interface RustdocCrate {
  readonly root: ItemId;
  readonly index: { readonly [id: string]: RustdocItem };
  readonly paths: { readonly [id: string]: RustdocPath };
  readonly external_crates: { readonly [id: string]: { readonly name: string } };
}

export function kindOf(item: RustdocItem): string {
  return Object.keys(item.inner)[0] ?? '';
}

/** What the kind says of the item. */
export function detailOf(item: RustdocItem): JsonObject {
  return objectOf(Object.values(item.inner)[0]);
}

export function objectOf(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

export function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

export function nameOfCrate({ index, root }: RustdocCrate): string {
  return index[root]?.name ?? '';
}
