// Finds under which paths the items of a crate can be named: follows its re-exports, into other crates of the split too.
import {
  detailOf,
  type ItemId,
  kindOf,
  listOf,
  nameOfCrate,
  type RustdocCrate,
  type RustdocItem,
} from './rustdoc-json.js';

/** An item with the crate whose JSON it is from. */
export interface Found {
  readonly crate: RustdocCrate;
  readonly item: RustdocItem;
}

export interface PublicName extends Partial<Found> {
  /** `parse::Rule`; empty for the crate itself. */
  readonly path: string;
  readonly kind: string;
  /** Of what lies in a crate that is not looked into: its path there. */
  readonly external?: string;
}

export interface PublicNames {
  /** In the order in which they are met. */
  readonly names: readonly PublicName[];
  /** The least name of an item among the shortest, undefined where it has none. */
  readonly nameOf: (crate: RustdocCrate, id: ItemId) => string | undefined;
  readonly find: (crate: RustdocCrate, id: ItemId) => Found | undefined;
}

/** `crates` are those that together are one: the facade first, then its units; or a crate alone. */
export function findPublicNames(crates: readonly RustdocCrate[]): PublicNames {
  const byName = new Map(crates.map((crate) => [nameOfCrate(crate), crate]));
  const local = new Map(crates.map((crate) => [crate, indexPaths(crate)]));
  const names: PublicName[] = [];
  const taken = new Set<string>();

  const find = (crate: RustdocCrate, id: ItemId): Found | undefined => {
    const item = crate.index[id];
    if (item !== undefined && item.crate_id === 0) return { crate, item };
    const target = crate.paths[id];
    const other = byName.get(crate.external_crates[target?.crate_id ?? -1]?.name ?? '');
    if (target === undefined || other === undefined) return undefined;
    const found = other.index[local.get(other)?.get(keyOf(target.path, target.kind)) ?? ''];
    return found === undefined ? undefined : { crate: other, item: found };
  };

  const add = (found: Found, path: string, open: readonly RustdocItem[], isGlob: boolean): void => {
    const { crate, item } = found;
    const kind = kindOf(item);
    if (kind === 'use') {
      const { id, name, source, is_glob } = detailOf(item);
      const target = id === null || id === undefined ? undefined : find(crate, id as ItemId);
      if (target === undefined)
        addExternal(path, is_glob ? '*' : String(name), String(source), crate, id as ItemId | null);
      else if (is_glob) addMembers(target, path, open, true);
      else if (kindOf(target.item) === 'use') add(target, path, [...open, item], isGlob);
      else addNamed(target, join(path, String(name)), open, isGlob);
      return;
    }
    if (item.name !== null) addNamed(found, join(path, item.name), open, isGlob);
  };

  const addExternal = (
    path: string,
    name: string,
    source: string,
    crate: RustdocCrate,
    id: ItemId | null,
  ) => {
    const target = id === null ? undefined : crate.paths[id];
    const external = target?.path.join('::') ?? source;
    const entry = { path: join(path, name), kind: 'use', external };
    if (taken.has(`${entry.path}|${external}`)) return;
    taken.add(`${entry.path}|${external}`);
    names.push(entry);
  };

  const addNamed = (found: Found, path: string, open: readonly RustdocItem[], isGlob: boolean): void => {
    const kind = kindOf(found.item);
    const key = `${path}|${namespaceOf(kind)}`;
    // What is named in a module goes before what comes by a glob.
    if (taken.has(key)) return;
    taken.add(key);
    names.push({ ...found, path, kind });
    if (kind === 'module') addMembers(found, path, open, isGlob);
  };

  const addMembers = (
    { crate, item }: Found,
    path: string,
    open: readonly RustdocItem[],
    isGlob: boolean,
  ): void => {
    if (open.includes(item)) return;
    const detail = detailOf(item);
    const ids = listOf(kindOf(item) === 'enum' ? detail.variants : detail.items) as readonly ItemId[];
    const members = ids.flatMap((id) => find(crate, id) ?? []).filter((member) => isVisible(member.item));
    const globs = members.filter(
      (member) => kindOf(member.item) === 'use' && detailOf(member.item).is_glob === true,
    );
    for (const member of members) if (!globs.includes(member)) add(member, path, [...open, item], isGlob);
    for (const member of globs) add(member, path, [...open, item], true);
  };

  const [first] = crates;
  const root = first?.index[first.root];
  if (first !== undefined && root !== undefined) {
    names.push({ crate: first, item: root, path: '', kind: 'module' });
    addMembers({ crate: first, item: root }, '', [], false);
  }

  const least = new Map<RustdocItem, string>();
  for (const { item, path } of names) {
    if (item === undefined) continue;
    const before = least.get(item);
    if (before === undefined || rank(path) < rank(before)) least.set(item, path);
  }
  return {
    names,
    find,
    nameOf: (crate, id) => {
      const found = find(crate, id);
      return found === undefined ? undefined : least.get(found.item);
    },
  };
}

function isVisible({ visibility, inner }: RustdocItem): boolean {
  return visibility === 'public' || (visibility === 'default' && 'variant' in inner);
}

function indexPaths({ paths }: RustdocCrate): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(paths).flatMap(([id, { crate_id, path, kind }]) =>
      crate_id === 0 ? [[keyOf(path, kind), id] as const] : [],
    ),
  );
}

function keyOf(path: readonly string[], kind: string): string {
  return `${path.join('::')}|${kind}`;
}

function namespaceOf(kind: string): string {
  if (kind === 'macro' || kind.startsWith('proc')) return 'macro';
  return ['function', 'constant', 'static'].includes(kind) ? 'value' : 'type';
}

function rank(path: string): string {
  return `${String(path.split('::').length).padStart(4, '0')} ${path}`;
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}::${name}`;
}
