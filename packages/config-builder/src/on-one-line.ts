// Takes text of a user's, gives it fit for one line of a message or comment.

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Control characters as TOML escapes them, so that none ends the line or reaches a terminal. */
export function onOneLine(text: string): string {
  return text.replace(/\p{Cc}/gu, (character) => {
    return short[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
