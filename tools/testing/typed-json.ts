// For tests: JSON as Nix prints it, read so that integers of any size, and floats, stay what they are.

/** An integer becomes `{ integer: '…' }`, a float `{ float: … }`; all else is as `JSON.parse` gives it. */
export function parseTypedJson(text: string): unknown {
  const tokens = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
  const typed = text.replace(tokens, (token) => {
    if (token.startsWith('"')) return token;
    if (!/^-?\d+$/.test(token)) return `{"float":${token}}`;
    return `{"integer":"${token}"}`;
  });
  return JSON.parse(typed);
}
