// Takes an integer or a float, gives the Nix expression that evaluates to just that number.

/** Nix reads no negative literals, so these are in parentheses: they stand wherever a value may. */
export function renderInteger(value: bigint): string {
  if (value >= 0n) return `${value}`;
  // The magnitude of the smallest integer is no literal.
  return value === -(2n ** 63n) ? '(-9223372036854775807 - 1)' : `(-${-value})`;
}

/** Exactly representable, and its product with any subnormal's whole multiple is as well. */
const halfOfSmallestExponent = 2 ** -537;
const smallestNormal = 2 ** -1022;

/**
 * Nix has no literal for infinities, NaN, and what is smaller than the smallest normal double (its scanner takes
 * the range error of `strtod` for a fault), and its `-0.0` is `0 - 0.0`, which is not negative: these are computed.
 */
export function renderFloat(value: number): string {
  if (Number.isNaN(value)) return `(${infinity} - ${infinity})`;
  if (value === Number.POSITIVE_INFINITY) return infinity;
  if (Object.is(value, -0)) return '(0.0 * (-1.0))';
  if (value < 0) return `(-${renderFloat(-value)})`;
  if (value !== 0 && value < smallestNormal) {
    const multiple = value / halfOfSmallestExponent / halfOfSmallestExponent;
    const factor = renderLiteral(halfOfSmallestExponent);
    return `(${renderLiteral(multiple)} * ${factor} * ${factor})`;
  }
  return renderLiteral(value);
}

const infinity = '(1.0e308 * 10.0)';

/** The shortest decimal that reads back as the same double, with the point that makes it a float in Nix. */
function renderLiteral(value: number): string {
  const [mantissa, exponent] = `${value}`.split('e') as [string, string?];
  const pointed = mantissa.includes('.') ? mantissa : `${mantissa}.0`;
  return exponent === undefined ? pointed : `${pointed}e${exponent}`;
}
