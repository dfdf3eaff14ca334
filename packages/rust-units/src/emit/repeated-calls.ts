// Carries documentation tests that macros make to the facade: takes the declarations of a crate, tells which calls the facade is
// to repeat while rustdoc looks for tests, and which macros each of them needs.
import { isExported } from '../read/attributes.js';
import type { Item, Module } from '../read/crate-source.js';
import type { Declaration } from '../resolve/declaration.js';
import { childOf, descendants, type SyntaxNode, textOf } from '../syntax/syntax-node.js';

export interface RepeatedCalls {
  /** @param call the node of a macro call, at the level of items or of members */
  readonly isRepeated: (call: SyntaxNode) => boolean;
  /** What the repeated calls of an item come to; sorted by name. */
  readonly macrosOf: (item: Item) => readonly Item[];
  /** Keys of the declarations that are repeated, or have members that are. */
  readonly keys: readonly string[];
}

/** Whatever begins an example in a documentation that a macro is given, or writes. */
const example = /```|~~~/;

/**
 * What a repeated call makes has the names that rustdoc calls tests by, and is there for that alone: the tests are compiled
 * against the facade as it is used. A macro that is exported is of a unit, and is not written twice.
 *
 * @param unrepeated keys of declarations that rustdoc could not read where they were repeated
 */
export function repeatedCalls(
  declarations: readonly Declaration[],
  unrepeated: ReadonlySet<string>,
): RepeatedCalls {
  const macros = new Map<string, Item[]>();
  for (const { item } of declarations)
    if (item.kind === 'macro') macros.set(item.name, [...(macros.get(item.name) ?? []), item]);
  const calls = new Set<SyntaxNode>();
  const used = new Map<Item, readonly Item[]>();
  const keys: string[] = [];
  for (const { key, item } of declarations) {
    if (unrepeated.has(key)) continue;
    const needed = callsIn(item).flatMap((call) => {
      const made = reached(call, item);
      if (hasExample(call, item, made)) calls.add(call);
      return calls.has(call) ? made : [];
    });
    if (needed.length === 0) continue;
    used.set(
      item,
      [...new Set(needed)].sort((one, other) => (one.name < other.name ? -1 : 1)),
    );
    keys.push(key);
  }
  return { isRepeated: (call) => calls.has(call), macrosOf: (item) => used.get(item) ?? [], keys };

  function hasExample(call: SyntaxNode, { file }: Item, made: readonly Item[]): boolean {
    const texts = [textOf(file.text, call), ...made.map(({ node, file: of }) => textOf(of.text, node))];
    return made.length > 0 && texts.some((each) => example.test(each));
  }

  /** The macros that a call comes to; none where one of them cannot be repeated. */
  function reached(call: SyntaxNode, { file, module }: Item): readonly Item[] {
    const found = new Map<string, Item>();
    const open = [nameOfCall(call, file.text)];
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      const named = macros.get(name) ?? [];
      if (named.length === 0 || found.has(name)) continue;
      const macro = nearest(named, module);
      if (macro === undefined || isExported(macro)) return [];
      found.set(name, macro);
      for (const [, called = ''] of textOf(macro.file.text, macro.node).matchAll(/\b(\w+)\s*!\s*[([{]/g))
        open.push(called);
    }
    return [...found.values()];
  }
}

/** The one of the module or the innermost one around it; nothing where two could be meant. */
function nearest(named: readonly Item[], module: Module): Item | undefined {
  for (let at: Module | undefined = module; at; at = at.parent) {
    const own = named.filter((macro) => macro.module === at);
    if (own.length > 0) return own.length === 1 ? own[0] : undefined;
  }
  return named.length === 1 ? named[0] : undefined;
}

/** Calls at the level of members, or the item itself. */
export function callsIn({ kind, node }: Item): readonly SyntaxNode[] {
  if (kind === 'call') return [node];
  if (kind !== 'impl' && kind !== 'trait') return [];
  return (childOf(node, 'body')?.children ?? []).filter(
    (child) => child.kind === 'macro_invocation' || child.kind === 'expression_statement',
  );
}

function nameOfCall(call: SyntaxNode, text: string): string {
  const invocation = call.kind === 'macro_invocation' ? call : [...descendants(call)].find(isInvocation);
  const macro = invocation && childOf(invocation, 'macro');
  return macro === undefined ? '' : textOf(text, macro).replace(/^.*::\s*/, '');
}

function isInvocation({ kind }: SyntaxNode): boolean {
  return kind === 'macro_invocation';
}
