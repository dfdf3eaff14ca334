// Finds what the code of a declaration refers to: takes its tokens and tree, gives paths, members and macros, unresolved.
import { type Leaf, readUseTree } from '../read/read-imports.js';
import { childOf, descendants, type SyntaxNode, textOf } from '../syntax/syntax-node.js';
import type { Token } from '../syntax/tokens.js';

export interface References {
  /** Paths as they are written: `['crate', 'a', 'X']`, `['$crate', 'm']`; a leading `::` is an empty segment. */
  readonly paths: readonly PathReference[];
  /** Names of fields and methods, and what stands behind types. */
  readonly members: ReadonlySet<string>;
}

export interface PathReference {
  readonly path: readonly string[];
  readonly isMacro: boolean;
  /** Something stands behind it that only the expansion of a macro tells: `fallback::$name`. */
  readonly isPrefix?: true;
  /** It begins with `f32` or the like, which is a type unless a module of that name was imported. */
  readonly isPrimitive?: true;
  /** It begins as a `use` line within the body does. */
  readonly isUse?: true;
}

interface Marks {
  readonly isMacro: boolean;
  readonly isPrimitive: boolean;
  readonly isPrefix: boolean;
}

const keywords = new Set(
  'as async await break const continue dyn else enum extern false fn for if impl in let loop match mod move mut pub ref return static struct trait true type union unsafe use where while yield'.split(
    ' ',
  ),
);

/** @param node the declaration, where the names that it binds itself are to be left out */
export function referencesOf(
  tokens: readonly Token[],
  node: SyntaxNode | undefined,
  text: string,
): References {
  const scopes = node ? localScopes(node, text) : [];
  const defined = node ? definitions(node) : new Set<number>();
  const paths = new Map<string, PathReference>();
  const members = new Set<string>();
  const add = (path: readonly string[], { isMacro, isPrimitive, isPrefix }: Marks) => {
    const key = [path.join('::'), isMacro ? '!' : '', isPrimitive ? ' type' : '', isPrefix ? '::' : ''].join(
      '',
    );
    paths.set(key, {
      path,
      isMacro,
      ...(isPrimitive ? { isPrimitive } : {}),
      ...(isPrefix ? { isPrefix } : {}),
    });
  };
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at] as Token;
    const path = pathAt(tokens, at);
    if (path === undefined) {
      at += 1;
      continue;
    }
    const { segments, next } = path;
    at = next;
    const before = tokens[at - path.length - 1];
    if (defined.has(token.start) || isNaming(before) || isKey(token, tokens[at])) continue;
    if (token.kind === 'member' || (before?.text === '.' && segments.length === 1)) {
      members.add(segments[0] as string);
      continue;
    }
    for (const segment of segments.slice(1)) members.add(segment);
    const isMacro =
      tokens[at]?.text === '!' && tokens[at + 1]?.text !== '=' && /^[([{]/.test(tokens[at + 1]?.text ?? '');
    const [first = ''] = segments;
    const isAlone = segments.length === 1;
    if (isAlone && !isMacro && tokens[at]?.text !== '(' && isLocal(scopes, first, token)) continue;
    if (first === '' && (before?.text === '>' || before?.kind === 'variable')) members.add(segments[1] ?? '');
    else
      add(segments, {
        isMacro,
        isPrimitive: token.kind === 'primitive',
        isPrefix: tokens[at]?.text === '::',
      });
  }
  if (node) addInner(innerImports(node, text));
  return { paths: [...paths.values()], members };

  /** What `use` lines within bodies bring, and what is found behind the names that they bind. */
  function addInner(leaves: readonly Leaf[]): void {
    for (const [key, { path, isMacro }] of [...paths]) {
      for (const leaf of leaves) {
        const behind = leaf.name === '*' ? path : leaf.name === path[0] ? path.slice(1) : undefined;
        if (behind)
          paths.set(`use ${leaf.path.join('::')} ${key}`, {
            path: [...leaf.path, ...behind],
            isMacro,
            isUse: true,
          });
      }
    }
    for (const { path } of leaves) paths.set(`use ${path.join('::')}`, { path, isMacro: false, isUse: true });
  }
}

/** `a::b::c`, at most up to where generic arguments begin. */
function pathAt(
  tokens: readonly Token[],
  start: number,
): { readonly segments: readonly string[]; readonly next: number; readonly length: number } | undefined {
  const segments: string[] = [];
  let at = start;
  if (tokens[at]?.text === '::') segments.push('');
  else {
    const first = segmentAt(tokens, at);
    if (first === undefined) return undefined;
    segments.push(first.name);
    at = first.next;
  }
  while (tokens[at]?.text === '::') {
    const next = segmentAt(tokens, at + 1);
    if (next === undefined) break;
    segments.push(next.name);
    at = next.next;
  }
  if (segments[0] === '' && segments.length === 1) return undefined;
  return { segments, next: at, length: at - start };
}

function segmentAt(
  tokens: readonly Token[],
  at: number,
): { readonly name: string; readonly next: number } | undefined {
  const token = tokens[at];
  if (token === undefined) return undefined;
  if (token.text === '$' && tokens[at + 1]?.text === 'crate') return { name: '$crate', next: at + 2 };
  if (token.text === '$crate') return { name: '$crate', next: at + 1 };
  const isName =
    token.kind === 'word' || token.kind === 'type' || token.kind === 'member' || token.kind === 'primitive';
  return isName && token.text !== '_' && !keywords.has(token.text)
    ? { name: token.text, next: at + 1 }
    : undefined;
}

const naming = new Set(['fn', 'struct', 'enum', 'union', 'trait', 'type', 'mod', 'macro_rules!']);

/** What follows is a new name. */
function isNaming(before: Token | undefined): boolean {
  return before !== undefined && naming.has(before.text);
}

/** `len: 1` among the arguments of a macro. */
function isKey({ isInMacro, text }: Token, next: Token | undefined): boolean {
  return isInMacro && next?.text === ':' && /^[a-z_]/.test(text);
}

const named = new Set(['enum_variant', 'const_item', 'static_item', 'associated_type', 'type_binding']);

/** Where names stand that the declaration makes itself, or that belong to a trait: `Iterator<Item = u8>`. */
function definitions(node: SyntaxNode): ReadonlySet<number> {
  const starts = new Set<number>();
  for (const inner of [node, ...descendants(node)])
    if (named.has(inner.kind)) starts.add(childOf(inner, 'name')?.start ?? -1);
  return starts;
}

interface LocalScope {
  readonly start: number;
  readonly end: number;
  readonly names: ReadonlySet<string>;
}

function isLocal(scopes: readonly LocalScope[], name: string, { start }: Token): boolean {
  return scopes.some((scope) => scope.start <= start && start < scope.end && scope.names.has(name));
}

const scoped = new Set([
  'function_item',
  'function_signature_item',
  'impl_item',
  'trait_item',
  'struct_item',
  'enum_item',
  'union_item',
  'type_item',
  'const_item',
  'static_item',
]);

/** What each function binds by its parameters and patterns, and each item by its generic parameters. */
function localScopes(node: SyntaxNode, text: string): readonly LocalScope[] {
  const scopes: LocalScope[] = [];
  const visit = (at: SyntaxNode, names: Set<string>) => {
    let own = names;
    if (scoped.has(at.kind)) {
      own = new Set();
      scopes.push({ start: at.start, end: at.end, names: own });
    }
    if (at.kind === 'type_parameters') for (const child of at.children) addParameter(child, text, own);
    if (at.field === 'pattern' || at.kind === 'closure_parameters') addBound(at, text, own);
    for (const child of at.children) visit(child, own);
  };
  visit(node, new Set());
  return scopes;
}

function addParameter(node: SyntaxNode, text: string, names: Set<string>): void {
  if (node.kind === 'type_identifier') names.add(textOf(text, node));
  const name = childOf(node, 'name');
  if (name && node.kind !== 'lifetime_parameter') names.add(textOf(text, name));
}

function addBound(node: SyntaxNode, text: string, names: Set<string>): void {
  for (const inner of [node, ...descendants(node)]) {
    if (inner.kind !== 'identifier' && inner.kind !== 'shorthand_field_identifier') continue;
    const name = textOf(text, inner);
    if (/^[a-z_]/.test(name)) names.add(name);
  }
}

/** The paths of `use` lines within bodies. */
function innerImports(node: SyntaxNode, text: string): readonly Leaf[] {
  return [...descendants(node)]
    .filter(({ kind }) => kind === 'use_declaration')
    .flatMap((use) => readUseTree(use, text));
}
