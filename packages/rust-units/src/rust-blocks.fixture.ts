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
  const isTest = /^\s*#\[cfg\([^\]]*\b(?:doc)?test\b/.test(whole);
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

/**
 * Puts items into another order, and comments and blank lines between them.
 *
 * @param draw gives a number up to the one that it is given
 * @param isValid macros stay in front, since code sees those that stand above it alone
 */
export function stir(blocks: readonly Block[], draw: (most: number) => number, isValid = false): string {
  const stays = ({ kind, text }: Block) =>
    kind === 'head' || (isValid && /macro_rules!|macro_use/.test(text));
  const order = blocks.map((block, index) => ({
    block,
    rank: stays(block) ? 0 : 1,
    at: stays(block) ? index : draw(1_000_000),
  }));
  order.sort((one, other) => one.rank - other.rank || one.at - other.at);
  const filled = order.map(({ block }) =>
    block.kind === 'module'
      ? { ...block, text: block.head + stir(block.inner, draw, isValid) + block.tail }
      : block,
  );
  return joinBlocks(filled, () => between[draw(between.length - 1)] as string);
}

const between = [
  '\n',
  '\n\n\n',
  '\n// A comment that says nothing of the next item.\n\n',
  '\n/* fn none() {} */\n',
];

/** @param gap gives what stands between two blocks, and behind the last */
function joinBlocks(blocks: readonly Block[], gap: () => string): string {
  const heads = blocks.filter(({ kind }) => kind === 'head').map(({ text }) => `\n${text}`);
  const others = blocks.filter(({ kind }) => kind !== 'head').map(({ text }) => `${gap()}${text}`);
  return `${heads.join('')}${others.join('')}${gap()}`;
}
