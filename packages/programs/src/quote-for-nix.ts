// Takes any text, gives it as a string of Nix: what somebody called something never becomes an expression.

/** A carriage return that stands in a string as it is would be read as a line feed. */
export function quoteForNix(text: string): string {
  return `"${text.replace(/[\\"$]/g, '\\$&').replaceAll('\r', '\\r')}"`;
}
