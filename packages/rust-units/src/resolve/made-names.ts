// Tells the names that macro calls make: takes the calls and the macros of a crate, gives names, sure ones and others.
import { takesVisibility } from '../emit/open-items.js';
import type { Item } from '../read/crate-source.js';
import { descendants, textOf } from '../syntax/syntax-node.js';
import { type Token, tokensOf } from '../syntax/tokens.js';
import type { Declaration } from './declaration.js';

/** What the macros of the crate make, by their names. */
export type Makers = ReadonlyMap<string, readonly Maker[]>;

interface Maker {
  /** Names that stand in the macro itself, and whether they are public. */
  readonly fixed: ReadonlyMap<string, boolean>;
  /** It makes names of what it is given. */
  readonly takesNames: boolean;
  /** Whether what it makes of them is public. */
  readonly isPublic: boolean;
  /** Macros for other crates that stand in the macro itself. */
  readonly macros: ReadonlySet<string>;
  /** Macros that it calls. */
  readonly calls: ReadonlySet<string>;
}

const definers = new Set(['fn', 'struct', 'enum', 'union', 'trait', 'const', 'static', 'type', 'mod']);
const exportedMacro = /#\s*\[\s*macro_export\b[^\]]*\]\s*(?:#\s*\[[^\]]*\]\s*)*macro_rules\s*!\s*(\w+)/g;
const nameKinds = new Set(['word', 'type', 'primitive']);
const builtIn = new Set(
  'self Self super crate as const dyn else enum extern fn for if impl in let loop match mod move mut pub ref return static struct trait type union unsafe use where while'.split(
    ' ',
  ),
);
const between = new Set(['mut', 'ref', 'unsafe', 'extern', 'async']);

export function makersOf(items: readonly Item[]): Makers {
  const makers = new Map<string, Maker[]>();
  for (const item of items) {
    if (item.kind !== 'macro') continue;
    makers.set(item.name, [...(makers.get(item.name) ?? []), makerOf(item)]);
  }
  return makers;
}

function makerOf({ node, file }: Item): Maker {
  const rules = [...descendants(node)].filter(
    ({ field, kind }) => field === 'right' && kind === 'token_tree',
  );
  const tokens = rules.flatMap((rule) => tokensOf(rule, file.text));
  const places = definitionsIn(tokens);
  const given = places.filter(({ name }) => name.startsWith('$'));
  return {
    fixed: new Map(
      places
        .filter(({ name, isOuter }) => !name.startsWith('$') && isOuter)
        .map(({ name, isPublic }) => [name, isPublic]),
    ),
    takesNames: given.length > 0,
    isPublic: given.some(({ isPublic }) => isPublic),
    macros: new Set([...textOf(file.text, node).matchAll(exportedMacro)].map(([, name = '']) => name)),
    calls: new Set(tokens.flatMap(({ text }, at) => (tokens[at + 1]?.text === '!' ? [text] : []))),
  };
}

export type MadeNames = Pick<Declaration, 'names' | 'perhaps' | 'hidden' | 'macros'>;

export function madeNames({ name: macro }: Item, tokens: readonly Token[], makers: Makers): MadeNames {
  const args = tokens.filter(({ isInMacro }) => isInMacro);
  const own = reachable(macro, makers);
  const places = definitionsIn(args).filter(({ name }) => !name.startsWith('$'));
  const names = new Set(places.map(({ name }) => name));
  const isOpened = takesVisibility.test(macro);
  const hidden = new Set(places.filter(({ isPublic }) => !isPublic && !isOpened).map(({ name }) => name));
  const perhaps = new Set<string>();
  const isPublic = own.some((maker) => maker.isPublic);
  for (const { takesNames } of own) {
    if (takesNames)
      for (const { kind, text } of args) if (nameKinds.has(kind) && !builtIn.has(text)) perhaps.add(text);
  }
  if (!isPublic) for (const name of perhaps) hidden.add(name);
  for (const [name, isOpen] of own.flatMap(({ fixed }) => [...fixed])) {
    perhaps.add(name);
    if (isOpen) hidden.delete(name);
    else if (!isPublic) hidden.add(name);
  }
  for (const name of names) perhaps.delete(name);
  return { names, perhaps, hidden, macros: new Set(own.flatMap(({ macros }) => [...macros])) };
}

function reachable(macro: string, makers: Makers): readonly Maker[] {
  const seen = new Set<string>();
  const open = [macro];
  const found: Maker[] = [];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    for (const maker of makers.get(name) ?? []) {
      found.push(maker);
      open.push(...maker.calls);
    }
  }
  return found;
}

interface Definition {
  readonly name: string;
  readonly isPublic: boolean;
  /** Not within the braces of something else. */
  readonly isOuter: boolean;
}

/** Where `fn`, `struct` and the like stand, with the word behind; methods of impls are not told apart. */
function definitionsIn(tokens: readonly Token[]): readonly Definition[] {
  const found: Definition[] = [];
  let depth = 0;
  const least = 1;
  tokens.forEach(({ text }, index) => {
    if ('([{'.includes(text)) depth += 1;
    if (')]}'.includes(text)) depth -= 1;
    if (!definers.has(text)) return;
    let at = index + 1;
    while (between.has(tokens[at]?.text ?? '')) at += 1;
    const next = tokens[at];
    if (next === undefined || definers.has(next.text)) return;
    if (next.kind !== 'word' && next.kind !== 'type' && next.kind !== 'variable') return;
    found.push({ name: next.text, isPublic: isPublicAt(tokens, index), isOuter: depth <= least });
  });
  return found;
}

function isPublicAt(tokens: readonly Token[], index: number): boolean {
  for (let at = index - 1; at >= Math.max(0, index - 8); at -= 1) {
    const { text = '', kind } = tokens[at] ?? {};
    if (text === 'pub' || /^\$v(is)?$/.test(text)) return true;
    if (text === ';' || text === '{' || text === '}' || (kind === 'mark' && text === '=>')) return false;
  }
  return false;
}
