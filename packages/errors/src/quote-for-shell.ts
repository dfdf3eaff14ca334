// Takes any text, gives it as one word of a shell: what hints and headers say can be run as it stands.

/** A command with what it was called with, as one line that calls it again. */
export function commandLine(words: readonly string[]): string {
  return words.map(quoteForShell).join(' ');
}

/** Control characters need `$'…'`, which bash, ksh, zsh and POSIX of 2024 know; all else is POSIX of any year. */
export function quoteForShell(word: string): string {
  if (/^[\w@%+=:,./#-]+$/.test(word) && !word.startsWith('#')) return word;
  if (!/\p{Cc}/u.test(word)) return `'${word.replaceAll("'", `'\\''`)}'`;
  return `$'${word.replace(/[\\']|\p{Cc}/gu, escapeOf)}'`;
}

function escapeOf(character: string): string {
  if (character === '\\' || character === "'") return `\\${character}`;
  return [...Buffer.from(character)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
}
