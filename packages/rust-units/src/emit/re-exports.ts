// Renders what a facade passes on: takes declarations with the units that hold them, gives the `use` lines of their modules.
import { isExported } from '../read/attributes.js';
import type { CrateSource, Item } from '../read/crate-source.js';
import type { Declaration } from '../resolve/declaration.js';
import type { Edition } from '../split.js';
import { childOf, descendants, textOf } from '../syntax/syntax-node.js';
import type { Token } from '../syntax/tokens.js';
import { visibilityText } from './doctest-stubs.js';
import { takesVisibility } from './open-items.js';
import { macroOfSharedName, sharesName } from './shared-names.js';
import { conditionInUnits } from './test-copies.js';

export interface ReExports {
  /** @param stubbed names that a stub has while rustdoc looks for tests */
  readonly ofDeclaration: (one: Declaration, stubbed: ReadonlySet<string>) => readonly string[];
  /** Of macros that are exported, or that calls make so, at the root. */
  readonly ofMacros: (
    declarations: readonly Declaration[],
    stubbed: ReadonlySet<string>,
  ) => readonly string[];
  /** Of those that a module of the root shares its name with; they are to stand above all that calls them. */
  readonly sharingNames: (macros: readonly Declaration[]) => readonly string[];
}

export interface ReExportSources {
  /** The library that a declaration is in. */
  readonly libOf: (declaration: Declaration) => string;
  readonly isAbsent: (declaration: Declaration, name: string) => boolean;
  readonly source: CrateSource;
  readonly edition: Edition;
  /** Keys of declarations that stand in the facade while rustdoc looks for tests. */
  readonly repeated: ReadonlySet<string>;
}

export function reExportsOf({ libOf, isAbsent, source, edition, repeated }: ReExportSources): ReExports {
  return { ofDeclaration, ofMacros, sharingNames };

  function ofDeclaration(one: Declaration, stubbed: ReadonlySet<string>): readonly string[] {
    const { item } = one;
    if (item.kind === 'impl' || item.kind === 'macro' || item.name === '_') return [];
    const path = [`::${libOf(one)}`, ...item.module.path].join('::');
    const guards = [...guardsOf(item, item.conditions), ...hidden(item)].join('\n');
    const lead = guards === '' ? '' : `${guards}\n`;
    const outside = (name: string) =>
      stubbed.has(name) || repeated.has(one.key) ? '#[cfg(not(doctest))]\n' : '';
    if (item.kind === 'call') {
      const shown = [...one.names].filter((name) => !one.hidden.has(name) && !isAbsent(one, name));
      const lines = shown.map((name) => `${outside(name)}${lead}${made(one, name)}use ${path}::${name};`);
      return [...one.perhaps].some((name) => !one.hidden.has(name))
        ? [...lines, `${outside('*')}${lead}pub use ${path}::*;`]
        : lines;
    }
    return [...one.names].map(
      (name) => `${outside(name)}${lead}${visibilityText(visibilityOf(one, name))}use ${path}::${name};`,
    );
  }

  function ofMacros(declarations: readonly Declaration[], stubbed: ReadonlySet<string>): readonly string[] {
    return declarations.flatMap((one) => {
      const { kind, name } = one.item;
      const isOwn = kind === 'macro' && isExported(one.item) && !sharesName(one, source);
      return [...(isOwn ? [name] : []), ...one.macros].map((macro) =>
        [
          ...(stubbed.has(macro) || repeated.has(one.key) ? ['#[cfg(not(doctest))]'] : []),
          ...guardsOf(one.item, one.conditions),
          ...hidden(one.item),
          `pub use ::${libOf(one)}::${macro};`,
        ].join('\n'),
      );
    });
  }

  function sharingNames(macros: readonly Declaration[]): readonly string[] {
    return macros
      .filter((one) => sharesName(one, source))
      .flatMap((one) => {
        const guards = guardsOf(one.item, one.conditions);
        const lines = macroOfSharedName(one.item.name, libOf(one), edition).split('\n');
        return lines.map((line) => [...guards, line].join('\n'));
      });
  }
}

/** Where the units have the item, which is less than where tests have it. */
function guardsOf(item: Item, conditions: readonly string[]): readonly string[] {
  const inUnits = conditionInUnits(item);
  const all = inUnits === undefined ? conditions : [...conditions, inUnits];
  return all.map((condition) => `#[cfg(${condition})]`);
}

function hidden({ attributes }: Item): readonly string[] {
  return attributes
    .filter(({ name, text }) => name === 'doc' && /\bhidden\b/.test(text))
    .map(({ text }) => text);
}

function visibilityOf({ item }: Declaration, name: string): string {
  if (item.kind !== 'foreign') return item.visibility;
  for (const node of descendants(item.node)) {
    const named = childOf(node, 'name');
    if (named && textOf(item.file.text, named) === name && node.children[0]?.kind === 'visibility_modifier')
      return textOf(item.file.text, node.children[0]);
  }
  return '';
}

/** How public a macro call makes a name. */
function made({ item, tokens }: Declaration, name: string): string {
  const at = tokens.findIndex(({ text }, index) => text === name && index > 0);
  if (takesVisibility.test(item.name)) return visibilityBefore(tokens, at);
  const before = tokens.slice(Math.max(0, at - 8), at).map(({ text }) => text);
  const pub = before.lastIndexOf('pub');
  if (pub === -1) return '';
  return before[pub + 1] === '(' ? 'pub(crate) ' : 'pub ';
}

/** `pub static ref NAME`: nothing is private. */
function visibilityBefore(tokens: readonly Token[], name: number): string {
  let at = name - 1;
  while (['static', 'ref', 'mut'].includes(tokens[at]?.text ?? '')) at -= 1;
  const { text } = tokens[at] ?? {};
  return text === 'pub' ? 'pub ' : text === ')' ? 'pub(crate) ' : '';
}
