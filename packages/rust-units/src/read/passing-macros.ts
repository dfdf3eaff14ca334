// Finds macros that pass items on, under a predicate or always: takes what may define them, gives the predicates.
import { childOf, type SyntaxNode, textOf } from '../syntax/syntax-node.js';
import type { Item } from './crate-source.js';
import { conjunction } from './predicates.js';

/** Those of a crate, as they are come upon. */
export interface PassingMacros {
  /** Predicates of `cfg` under which their items are there, by their names; nothing where these are there always. */
  readonly conditions: ReadonlyMap<string, string | undefined>;
  /** Takes each node that may define one. */
  readonly note: (node: SyntaxNode, text: string) => void;
  /** Whether an item is a call of one that was not known yet. */
  readonly isMissed: (item: Pick<Item, 'kind' | 'name'>) => boolean;
}

/** A name that stands for different macros is none of theirs. */
export function notePassingMacros(): PassingMacros {
  const conditions = new Map<string, string | undefined>();
  const others = new Set<string>();
  return {
    conditions,
    note: (node, text) => {
      const name = node.kind === 'macro_definition' ? childOf(node, 'name') : undefined;
      if (name === undefined) return;
      const word = textOf(text, name);
      const passed = passedConditions(node, text);
      const condition = passed && (passed.length === 0 ? undefined : conjunction(passed));
      const isOther = passed === undefined || (conditions.has(word) && conditions.get(word) !== condition);
      if (isOther) others.add(word);
      if (others.has(word)) conditions.delete(word);
      else conditions.set(word, condition);
    },
    isMissed: ({ kind, name }) => kind === 'call' && conditions.has(name),
  };
}

const comments = /\/\/[^\n]*|\/\*[\s\S]*?\*\//g;

/** One rule, `$($item:item)*`, that gives each item as it was with attributes before it. */
const passing =
  /^macro_rules!\s*\w+\s*[({[]\s*[({[]\s*\$\(\s*\$(\w+)\s*:\s*item\s*\)\s*[*+]\s*[)}\]]\s*=>\s*[({[]\s*\$\(\s*((?:#\[[^\]]*\]\s*)*)\$\1\s*\)\s*[*+]\s*[)}\]]\s*;?\s*[)}\]]\s*;?$/;

/** Those that say something of documentation alone are of no account. */
const ofDocumentation = /^#\[\s*(?:doc\b|cfg_attr\s*\([^,]*,\s*doc\b)/;

/** @returns nothing where the macro does anything else */
function passedConditions(node: SyntaxNode, text: string): readonly string[] | undefined {
  const [, , attributes] = passing.exec(textOf(text, node).replace(comments, '').trim()) ?? [];
  if (attributes === undefined) return undefined;
  const conditions: string[] = [];
  for (const [attribute] of attributes.matchAll(/#\[[^\]]*\]/g)) {
    const predicate = /^#\[\s*cfg\s*\(([\s\S]*)\)\s*\]$/.exec(attribute)?.[1];
    if (predicate !== undefined) conditions.push(predicate.replace(/\s+/g, ' ').trim().replace(/,$/, ''));
    else if (!ofDocumentation.test(attribute)) return undefined;
  }
  return conditions;
}
