// Reads what the grammar does not know yet: takes the text of a file, gives it with the qualifiers of edition 2024 blanked
// out, of the same length, and where they stood.

export interface Legible {
  readonly text: string;
  /** Where an item begins for the grammar, to where it begins with its qualifier. */
  readonly starts: ReadonlyMap<number, number>;
}

/** Comments, texts and characters, which are passed over; then what is blanked, each before what it may qualify. */
const qualifiers = new RegExp(
  [
    /\/\/[^\n]*|\/\*[\s\S]*?\*\//,
    /\br(#*)"[\s\S]*?"\1|"(?:\\[\s\S]|[^"\\])*"|'(?:\\.[^']*|[^'\\])'/,
    /\b(?<block>unsafe)(?=\s+extern\s*(?:r?"[^"]*"\s*)?\{)/,
    /\b(?<item>safe(?=\s+(?:fn|static)\b)|unsafe(?=\s+static\b))/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
);

/** `unsafe extern "C" { safe fn f(); }`: the Rust reference, external blocks. */
export function hideQualifiers(text: string): Legible {
  const starts = new Map<number, number>();
  if (!/\bunsafe\s+extern\b/.test(text)) return { text, starts };
  const legible = text.replace(qualifiers, (found, ...rest) => {
    const groups = rest.at(-1) as Readonly<Record<string, string | undefined>>;
    if (groups.block === undefined && groups.item === undefined) return found;
    const start = rest.at(-3) as number;
    const end = start + found.length;
    starts.set(end + (/^\s*/.exec(text.slice(end))?.[0].length ?? 0), start);
    return ' '.repeat(found.length);
  });
  return { text: legible, starts };
}
