// Renders the lib.rs of a unit: takes its declarations and what they need, gives its text and what it uses.
import type { CrateSource, Module } from '../read/crate-source.js';
import type { Manifest } from '../read/manifest.js';
import { type Declaration, pathText } from '../resolve/declaration.js';
import type { Links } from '../resolve/links.js';
import type { DeclarationTarget, Need } from '../resolve/target.js';
import { crateAttributes, crateLines } from './crate-head.js';
import { itemText } from './item-text.js';
import { createMirror, type Mirror, mirrorAt, renderMirror } from './mirror.js';
import { macrosApart } from './shared-names.js';

export interface UnitSources {
  readonly source: CrateSource;
  readonly manifest: Pick<Manifest, 'edition' | 'facts'>;
  readonly links: ReadonlyMap<Declaration, Links>;
  /** The library that a declaration is in. */
  readonly libOf: (declaration: Declaration) => string;
  /** Whether the declaration does not make the name, though it seems so. */
  readonly isAbsent: (declaration: Declaration, name: string) => boolean;
  /** Whether its private fields and methods stay private. */
  readonly isClosed: (declaration: Declaration) => boolean;
}

export interface UnitText {
  readonly text: string;
  /** Libraries of other units, sorted. */
  readonly units: readonly string[];
  /** Names of other crates in its paths. */
  readonly crates: ReadonlySet<string>;
  /** Files that it includes, from the folder of the crate. */
  readonly files: readonly string[];
}

/** What the compiler asked for beyond what was found. */
export interface Extra {
  readonly declarations: readonly Declaration[];
  /** Traits of the standard library, to be in scope in a module. */
  readonly traits: readonly { readonly module: Module; readonly path: string }[];
}

export function unitText(
  lib: string,
  members: readonly Declaration[],
  extra: Extra,
  { source, manifest, links, libOf, isAbsent, isClosed }: UnitSources,
): UnitText {
  const root = createMirror();
  const units = new Set<string>();
  const macroUnits = new Set<string>();
  const crates = new Set<string>();
  const files = new Set<string>();
  const within = new Set(members);
  const inOrder = [...members].sort((one, other) => (one.key < other.key ? -1 : 1));
  const clashing = clashingMacros(members);
  for (const member of inOrder) {
    const { needs, macros, crates: named } = links.get(member) as Links;
    for (const name of named) crates.add(name);
    for (const need of needs) {
      if (need.target.kind === 'declaration' && isMissing(need.target)) continue;
      addNeed(need, member, root);
      if (need.target.kind === 'declaration') noteUnit(need.target);
    }
    for (const macro of macros) {
      if (within.has(macro)) continue;
      units.add(libOf(macro));
      macroUnits.add(libOf(macro));
    }
    const { text, files: included } = itemText(member.item, member.conditions, {
      facts: manifest.facts,
      isClosed: isClosed(member),
      isLocal: clashing.has(member),
    });
    for (const file of included) files.add(file);
    if (member.item.kind === 'macro' && !clashing.has(member)) root.macros.push(text);
    else if (member.item.kind === 'macro') mirrorAt(root, member.item.module.path, true).macros.push(text);
    else mirrorAt(root, member.item.module.path, true).items.push(text);
  }
  for (const other of extra.declarations) if (!within.has(other)) addWhole(other);
  for (const { module, path } of extra.traits)
    mirrorAt(root, module.path, false).imports.add(`pub(crate) use ::${path} as _;`);
  units.delete(lib);
  macroUnits.delete(lib);
  const heads = [...crateAttributes(source.root), '#![allow(warnings)]'];
  const lines = [
    ...crateLines(source, crates),
    ...[...units]
      .sort()
      .map((unit) => `${macroUnits.has(unit) ? '#[macro_use]\n' : ''}extern crate ${unit};`),
  ];
  const text = [heads.join('\n'), lines.join('\n'), renderMirror(root).trimEnd()]
    .filter((part) => part !== '')
    .join('\n\n');
  const apart = macrosApart(members, source, manifest.edition);
  return { text: `${text}\n${apart}`, units: [...units].sort(), crates, files: [...files].sort() };

  function isMissing({ declaration, name, member }: DeclarationTarget): boolean {
    return isAbsent(declaration, member ?? name);
  }

  function noteUnit({ declaration }: DeclarationTarget): void {
    units.add(libOf(declaration));
  }

  /** All that a declaration is called, in its own module. */
  function addWhole(other: Declaration): void {
    units.add(libOf(other));
    if (other.item.kind === 'macro') macroUnits.add(libOf(other));
    else
      for (const name of other.names)
        addNeed(
          {
            module: other.item.module,
            name,
            target: { kind: 'declaration', declaration: other, name, conditions: other.conditions },
          },
          undefined,
          root,
        );
  }

  function addNeed({ module, name, target }: Need, member: Declaration | undefined, mirror: Mirror): void {
    const isPublic = member?.item.kind === 'macro';
    const at = mirrorAt(mirror, module.path, isPublic);
    const line = importLine(target, name, pathText(module.path));
    if (line === undefined) return;
    if (target.kind === 'module') mirrorAt(mirror, target.module.path, isPublic);
    const guards = target.conditions.map((condition) => `#[cfg(${condition})] `).join('');
    at.imports.add(`${guards}${isPublic ? 'pub' : 'pub(crate)'} use ${line};`);
  }

  function importLine(target: Need['target'], name: string, at: string): string | undefined {
    if (target.kind === 'external') {
      if (at === '' && target.path.length === 1 && target.path[0] === name) return undefined;
      const path = `::${target.path.join('::')}`;
      return name === '*' ? `${path}::*` : named(path, target.path.at(-1) as string, name);
    }
    if (target.kind === 'module') {
      const path = pathText(target.module.path);
      if (path === (at === '' ? name : `${at}::${name}`)) {
        mirrorAt(root, target.module.path, false);
        return undefined;
      }
      return path === ''
        ? `crate as ${name}`
        : named(`crate::${path}`, target.module.path.at(-1) as string, name);
    }
    const { declaration, name: own, member } = target;
    const isMacro = declaration.item.kind === 'macro';
    const home = isMacro ? '' : pathText(declaration.item.module.path);
    const isHere = within.has(declaration);
    if (isHere && home === at && own === name && member === undefined) return undefined;
    const start = isHere ? 'crate' : `::${libOf(declaration)}`;
    const path = [start, ...(home === '' ? [] : [home]), own, ...(member === undefined ? [] : [member])].join(
      '::',
    );
    return named(path, member ?? own, name);
  }
}

/** Macros of several modules that have one name: they stay in their modules, where code sees them as it did. */
function clashingMacros(members: readonly Declaration[]): ReadonlySet<Declaration> {
  const byName = new Map<string, Declaration[]>();
  for (const one of members)
    if (one.item.kind === 'macro') byName.set(one.item.name, [...(byName.get(one.item.name) ?? []), one]);
  const several = [...byName.values()].filter(
    (all) => new Set(all.map(({ item }) => item.module.path.join('::'))).size > 1,
  );
  return new Set(several.flat());
}

function named(path: string, last: string, name: string): string {
  return last === name ? path : `${path} as ${name}`;
}
