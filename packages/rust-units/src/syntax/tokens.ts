// Flattens a syntax tree: takes a node, gives its tokens in order, without comments and literals' insides.
import type { SyntaxNode } from './syntax-node.js';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Within the arguments or the body of a macro, where the grammar cannot tell what a name stands for. */
  readonly isInMacro: boolean;
}

/** `word` is a keyword or identifier of the value namespace, `type` one of types, `member` one behind a dot. */
/** `primitive` is `u8` and the like where a type is meant. */
export type TokenKind =
  | 'primitive'
  | 'word'
  | 'type'
  | 'member'
  | 'variable'
  | 'literal'
  | 'lifetime'
  | 'mark';

const comments = new Set(['line_comment', 'block_comment']);
const literals = new Set(['string_literal', 'raw_string_literal', 'char_literal']);
const words = new Set(['identifier', 'self', 'super', 'crate', 'shorthand_field_identifier']);

export function tokensOf(node: SyntaxNode, text: string): readonly Token[] {
  const tokens: Token[] = [];
  collect(node, text, tokens, false);
  return tokens;
}

function collect(node: SyntaxNode, text: string, tokens: Token[], isInMacro: boolean): void {
  if (comments.has(node.kind) || isUnread(node, text)) return;
  if (node.children.length === 0 || literals.has(node.kind) || node.kind === 'lifetime') {
    const shown = text.slice(node.start, node.end);
    // The grammar gives some keywords of macros together with their mark.
    if (shown !== '')
      tokens.push({ kind: kindOf(node, shown), text: shown, start: node.start, end: node.end, isInMacro });
    return;
  }
  const within = isInMacro || node.kind === 'token_tree' || node.kind === 'token_tree_pattern';
  for (const child of node.children) collect(child, text, tokens, within);
}

/** Attributes whose words name nothing of the crate. */
const unread =
  /^#!?\s*\[\s*(?:cfg|doc|inline|allow|warn|deny|forbid|must_use|deprecated|repr|cold|rustfmt::skip|non_exhaustive|track_caller|target_feature|ignore|macro_export)\b/;

function isUnread({ kind, start, end }: SyntaxNode, text: string): boolean {
  return kind === 'attribute_item' && unread.test(text.slice(start, end));
}

function kindOf({ kind }: SyntaxNode, shown: string): TokenKind {
  if (kind === 'type_identifier') return 'type';
  if (kind === 'primitive_type') return 'primitive';
  if (kind === 'field_identifier') return 'member';
  if (kind === 'metavariable') return 'variable';
  if (kind === 'lifetime') return 'lifetime';
  if (literals.has(kind) || kind.endsWith('_literal') || kind === 'string_content') return 'literal';
  return words.has(kind) || /^[\p{XID_Start}_](?:\p{XID_Continue}|#)*$/u.test(shown) ? 'word' : 'mark';
}
