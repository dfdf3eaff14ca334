// Takes text, gives the Nix string `"…"` that evaluates to just that text.

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '"': '\\"',
  '${': '\\${',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/**
 * Always on one line. A bare line feed would be safe in Nix, but not within text that is indented later; a bare
 * carriage return would come back as a line feed.
 */
export function quote(text: string): string {
  return `"${text.replace(/\\|"|\$\{|\n|\r|\t/g, (found) => escapes[found] as string)}"`;
}
