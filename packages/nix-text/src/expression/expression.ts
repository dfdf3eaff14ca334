// Nix expressions as data: the constructors check what Nix could not hold, so that rendering cannot fail.
import { CodedError } from '@flake-lattice/errors';

export type NixExpression =
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'integer'; readonly value: bigint }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'list'; readonly items: readonly NixExpression[] }
  | NixAttributes;

export interface NixAttributes {
  readonly kind: 'attributes';
  /** Rendered in the order of their names, whatever order the map has. */
  readonly bindings: ReadonlyMap<string, NixExpression>;
}

const smallestInteger = -(2n ** 63n);
const largestInteger = 2n ** 63n - 1n;

/** @throws CodedError VALUE_NOT_NIX for what 64 bits do not hold */
export function nixInteger(value: bigint): NixExpression {
  if (value < smallestInteger || value > largestInteger) {
    throw new CodedError({
      code: 'VALUE_NOT_NIX',
      message: `the integer \`${value}\` does not fit into 64 bits, and Nix has no larger ones`,
      hint: 'write it as a string',
    });
  }
  return { kind: 'integer', value };
}

/** Every double, infinities and NaN too. */
export function nixFloat(value: number): NixExpression {
  return { kind: 'float', value };
}

/** @throws CodedError VALUE_NOT_NIX for text with NUL, which ends a string in Nix, or with half of a surrogate pair */
export function nixString(value: string): NixExpression {
  return { kind: 'string', value: checkText(value) };
}

export function nixList(items: readonly NixExpression[]): NixExpression {
  return { kind: 'list', items };
}

/** @throws CodedError VALUE_NOT_NIX for a name that no string can be */
export function nixAttributes(bindings: Iterable<readonly [string, NixExpression]>): NixAttributes {
  const checked = new Map<string, NixExpression>();
  for (const [name, value] of bindings) checked.set(checkText(name), value);
  return { kind: 'attributes', bindings: checked };
}

/** @throws CodedError VALUE_NOT_NIX, see {@link nixString} */
export function checkText(text: string): string {
  if (text.includes('\0')) throw textNotNix(text, 'holds the character NUL, and no Nix string can');
  if (!text.isWellFormed()) throw textNotNix(text, 'holds half of a surrogate pair, which is no character');
  return text;
}

function textNotNix(text: string, fault: string): CodedError {
  const start = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  return new CodedError({
    code: 'VALUE_NOT_NIX',
    message: `the text \`${JSON.stringify(start)}\` ${fault}`,
    hint: 'take the character out, or encode the text, in base64 for example',
  });
}
