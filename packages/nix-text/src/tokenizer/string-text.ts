// Finds where the plain text of a string ends: takes the whole text and an offset inside a string, gives the offset of
// the `${` or closing quotes that come next, or the end of the text.

/** Inside `"…"`. `\x` is an escape, `$$` and `$\x` are text, so that neither `\${` nor `$${` opens an interpolation. */
export function findStringTextEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const here = text[at];
    const next = text[at + 1];
    if (here === '"') return at;
    if (here === '\\') at += 2;
    else if (here !== '$') at += 1;
    else if (next === '{') return at;
    else if (next === '"') at += 1;
    else at += next === '\\' ? 3 : 2;
  }
  return text.length;
}

/** Inside `''…''`. `'''`, `''$` and `''\x` are escapes, `$$` is text. */
export function findIndentedTextEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const here = text[at];
    const next = text[at + 1];
    if (here === '$') {
      if (next === '{') return at;
      at += next === "'" ? 1 : 2;
    } else if (here === "'" && next === "'") {
      const third = text[at + 2];
      if (third === '\\') at += 4;
      else if (third === '$' || third === "'") at += 3;
      else return at;
    } else {
      at += here === "'" && next !== undefined && next !== '$' ? 2 : 1;
    }
  }
  return text.length;
}
