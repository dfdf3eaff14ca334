// When two references to a flake say the same: `./x`, `path:x` and `path:./x/` do; and two paths of a `follows`.
import { posix } from 'node:path';
import { type Expression, withoutParentheses } from '@flake-lattice/nix-text';

/** What an expression says as the URL of an input; nothing where only evaluation tells. */
export function referenceOf(value: Expression | undefined): string | undefined {
  if (!value) return undefined;
  const expression = withoutParentheses(value);
  if (expression.kind === 'string') return expression.value;
  if (expression.kind !== 'literal' || expression.parts.length > 0) return undefined;
  return expression.of === 'uri' || expression.of === 'path' ? expression.text : undefined;
}

export function isSameReference(one: string, other: string): boolean {
  return normalize(one) === normalize(other);
}

function normalize(reference: string): string {
  const path = /^(?:path:(?!\/\/)|(?=\.{0,2}\/))([^?#]*)$/.exec(reference)?.[1];
  return path === undefined ? reference : `path:${posix.normalize(path).replace(/(?<=.)\/$/, '')}`;
}

/** The names of a `follows`, as Nix splits it: empty parts count for nothing. */
export function splitPath(path: string): readonly string[] {
  return path.split('/').filter((name) => name !== '');
}

export function isSamePath(one: string, other: string): boolean {
  return splitPath(one).join('/') === splitPath(other).join('/');
}
