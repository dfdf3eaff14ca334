// For tests: takes the text of a Rust file apart into what may stand in any order, and puts it together again.
import type { RustParser } from './syntax/rust-parser.js';
import { childOf, type SyntaxNode, textOf } from './syntax/syntax-node.js';

export type Block = ItemBlock | ModuleBlock;

interface ItemBlock {
  readonly kind: 'head' | 'item';
  /** With the attributes and the documentation in front of it. */
  readonly text: string;
}

interface ModuleBlock {
  readonly kind: 'module';
  readonly text: string;
  readonly head: string;
  readonly inner: readonly Block[];
  readonly tail: string;
}

export function blocksOf(text: string, parse: RustParser): readonly Block[] {
  return blocksWithin(parse(text).root.children, text);
}

function blocksWithin(nodes: readonly SyntaxNode[], text: string): readonly Block[] {
  const blocks: Block[] = [];
  let start: number | undefined;
  for (const node of nodes) {
    const shown = textOf(text, node);
    if (node.kind === '{' || node.kind === '}' || node.kind === 'empty_statement') continue;
    if (node.kind === 'inner_attribute_item' || /^(\/\/!|\/\*!)/.test(shown)) {
      blocks.push({ kind: 'head', text: lineOf(text, node.start, node.end) });
      continue;
    }
    const isBefore = node.kind === 'attribute_item' || /^(\/\/\/|\/\*\*)/.test(shown);
    if (node.kind.endsWith('_comment') && !isBefore) continue;
    start ??= node.start;
    if (isBefore) continue;
    blocks.push(blockOf(node, start, text));
    start = undefined;
  }
  return blocks;
}

/** What tests are stays in its order: it goes to the facade as it is. */
function blockOf(node: SyntaxNode, start: number, text: string): Block {
  const whole = lineOf(text, start, node.end);
  const body = node.kind === 'mod_item' ? childOf(node, 'body') : undefined;
  const isTest = /^\s*#\[cfg\((?:test|all\(test)/.test(whole);
  if (!body || isTest) return { kind: 'item', text: whole };
  return {
    kind: 'module',
    text: whole,
    head: lineOf(text, start, body.start + 1),
    inner: blocksWithin(body.children, text),
    tail: '\n}',
  };
}

/** Trimmed at the end, and from where its first line begins. */
function lineOf(text: string, start: number, end: number): string {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lead = text.slice(lineStart, start);
  return `${/^\s*$/.test(lead) ? lead : ''}${text.slice(start, end)}`.trimEnd();
}

/** @param between gives what stands between two blocks, and behind the last */
export function joinBlocks(blocks: readonly Block[], between: () => string): string {
  const heads = blocks.filter(({ kind }) => kind === 'head').map(({ text }) => `\n${text}`);
  const others = blocks.filter(({ kind }) => kind !== 'head').map(({ text }) => `${between()}${text}`);
  return `${heads.join('')}${others.join('')}${between()}`;
}
