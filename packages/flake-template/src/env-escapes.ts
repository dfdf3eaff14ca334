// Tells which characters of a node's environment no shell hook may hold: takes the variables, gives what bash reads in
// place of each, where there are any. Pure.

/** By the character: what stands for it within a word that is in single quotes. */
export type EnvEscapes = Readonly<Record<string, string>>;

export function planEnvEscapes(env: Iterable<string>): EnvEscapes | null {
  const found = new Set([...env].flatMap((value) => [...value].filter(isRefused)));
  if (found.size === 0) return null;
  return Object.fromEntries([...found].sort().map((character) => [character, `'$'${octal(character)}''`]));
}

/** Of three digits, so that none of the text behind it is taken for a part of it. */
function octal(character: string): string {
  return `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`;
}

/**
 * `nix develop` hands itself a shell's derivation as JSON in which it escapes a line feed, a carriage return and a tabulator
 * alone, and then refuses it for any other control character. NUL is in no Nix string.
 */
function isRefused(character: string): boolean {
  return character < ' ' && !'\t\n\r'.includes(character);
}
