// Finds where a flake takes itself, the whole repository, as a source: takes the text of a flake.nix, gives the places.
import {
  type AttributeName,
  type Expression,
  findInputUses,
  findPlace,
  type PlaceInText,
  readFlake,
  SyntaxFault,
} from '@flake-lattice/nix-text';

/** Functions that make a source of what they are given. */
const makers =
  /^(?:cleanSource|filterSource|fromSource|gitTracked|gitignoreSource|sourceByRegex|sourceFilesBySuffices)$/;
/** Attributes that a source is the value of. */
const sources = /^(?:path|root|src|srcs|source)$/;

/**
 * What is built from `"${self}"`, `src = self`, `self + "/lib"` or `self.outPath` is built anew after an edit to any file
 * of the repository. `self.packages`, `self.rev` and their like are no sources.
 *
 * @returns nothing for a text that is no flake
 */
export function findSelfSources(text: string): readonly PlaceInText[] {
  try {
    const flake = readFlake(text);
    const starts = new Set(findInputUses(flake, 'self').map(({ span }) => span.start));
    const found: number[] = [];
    visit(flake.set, [], (node, above) => {
      if (!starts.has(node.start) || !isUse(node)) return;
      if (isSource(node, above)) found.push(node.start);
    });
    return [...new Set(found)].sort((one, other) => one - other).map((offset) => findPlace(text, offset));
  } catch (fault) {
    if (fault instanceof SyntaxFault) return [];
    throw fault;
  }
}

interface Node {
  readonly start: number;
  readonly kind?: string;
}

/** The tree is plain data: whatever in it has a place is a node. */
function visit(
  value: object,
  above: readonly Node[],
  onNode: (node: Node, above: readonly Node[]) => void,
): void {
  const node = 'start' in value ? (value as Node) : undefined;
  if (node) onNode(node, above);
  const deeper = node ? [node, ...above] : above;
  for (const inner of Object.values(value)) {
    if (typeof inner === 'object' && inner !== null) visit(inner, deeper, onNode);
  }
}

/** The name by itself, or the `self` of `inputs.self`. */
function isUse(node: Node): boolean {
  if (node.kind === 'identifier') return (node as { readonly name?: string }).name === 'self';
  return node.kind === undefined && (node as Partial<AttributeName>).name === 'self' && 'style' in node;
}

/** @param above what the use stands in, the innermost first */
function isSource(use: Node, above: readonly Node[]): boolean {
  let whole = use;
  for (const outer of above as readonly Expression[]) {
    const parent = outer as
      | Expression
      | { readonly kind: 'assignment' | 'inheritance'; readonly path: readonly AttributeName[] };
    switch (parent.kind) {
      case 'selection': {
        if ((parent.fallback as Node | undefined) === whole) break;
        const rest = parent.target === whole ? parent.path : behind(parent.path, use);
        const names = rest.map(({ name }) => name).join('.');
        if (names === 'outPath' || names === 'sourceInfo.outPath') return true;
        if (names !== '') return false;
        break;
      }
      case 'parenthesized':
      case 'list':
        break;
      case 'string':
        return true;
      case 'literal':
        return true;
      case 'composite':
        if (parent.of === 'operators') return true;
        break;
      case 'application':
        return parent.function !== whole && makers.test(nameOf(parent.function));
      case 'assignment':
        return sources.test(parent.path.at(-1)?.name ?? '');
      default:
        return false;
    }
    whole = outer;
  }
  return false;
}

function behind(path: readonly AttributeName[], use: Node): readonly AttributeName[] {
  return path.slice(path.findIndex(({ start }) => start === use.start) + 1);
}

/** The last name of a function: `cleanSource` of `lib.cleanSource`. */
function nameOf(expression: Expression): string {
  if (expression.kind === 'parenthesized') return nameOf(expression.inner);
  if (expression.kind === 'identifier') return expression.name;
  return expression.kind === 'selection' ? (expression.path.at(-1)?.name ?? '') : '';
}
