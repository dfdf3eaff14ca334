// Takes any text, gives it without what no reader can show: control characters become the mark of the unknown.

/** Line feeds and tabs stay. */
export function printable(text: string): string {
  return text.toWellFormed().replaceAll(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu, '\ufffd');
}
