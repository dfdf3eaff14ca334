// The paths that a text of Nix names: takes its tree, gives where they lead from the folder of the text. Evaluates nothing,
// so that it gives rather too many: whatever string climbs with `..` counts as a path.
import { posix } from 'node:path';
import type { Expression } from '@flake-lattice/nix-text';

/** Sorted. Absolute ones and those of `<…>` are none of the repository. */
export function findPaths(tree: object, text: string): readonly string[] {
  const found = new Set<string>();
  visit(tree, (node) => {
    if (node.kind === 'composite' && node.of === 'operators') {
      for (const [index, part] of node.parts.entries()) {
        const joined = joinedPath(part, node.parts[index + 1], text);
        if (joined !== undefined) found.add(joined);
      }
    }
    if (node.kind === 'literal' && node.of === 'path') {
      const path = literalPath(node, text);
      if (path !== undefined) found.add(path);
    }
    if (node.kind === 'string' && node.value !== undefined && climbs(node.value)) {
      found.add(normalize(node.value.replace(/^\/+/, '')));
    }
  });
  return [...found].sort();
}

function literalPath(node: Extract<Expression, { kind: 'literal' }>, text: string): string | undefined {
  const [first] = node.parts;
  // What is computed may be anything below the folder that is named before it.
  const known = first ? posix.dirname(`${text.slice(node.start, first.start - 2)}x`) : node.text;
  return /^\.{1,2}(\/|$)/.test(known) ? normalize(known) : undefined;
}

/** Of `./. + "/…"`, where the string can be told. */
function joinedPath(one: Expression, other: Expression | undefined, text: string): string | undefined {
  if (one.kind !== 'literal' || one.of !== 'path' || one.parts.length > 0) return undefined;
  const behind = other && stringText(other, text);
  return behind?.startsWith('/') ? normalize(`${one.text}${behind}`) : undefined;
}

/** What a string says, also where its parts are strings: `"/${"../docs"}"`. */
function stringText(node: Expression, text: string): string | undefined {
  if (node.kind !== 'string') return undefined;
  if (node.value !== undefined) return node.value;
  let said = '';
  let at = node.start + 1;
  for (const part of node.parts) {
    const inner = stringText(part, text);
    if (inner === undefined) return undefined;
    said += text.slice(at, part.start - 2) + inner;
    at = part.end + 1;
  }
  return said + text.slice(at, node.end - 1);
}

function climbs(value: string): boolean {
  return value.length < 4096 && !value.includes('\n') && value.split('/').includes('..');
}

function normalize(path: string): string {
  return posix.normalize(path).replace(/\/$/, '');
}

/** The tree is plain data: whatever in it has a kind is an expression. */
function visit(value: object, onNode: (node: Expression) => void): void {
  if ('kind' in value && 'start' in value) onNode(value as Expression);
  for (const inner of Object.values(value)) {
    if (typeof inner === 'object' && inner !== null) visit(inner, onNode);
  }
}
