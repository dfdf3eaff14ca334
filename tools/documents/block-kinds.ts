// The kinds that a fenced block in a document may have, each with what the tests do with it.

export const blockKinds: Readonly<Record<string, string>> = {
  '': 'nothing, as `text`',
  console: 'its commands are run, and what they print is compared',
  ts: 'it is type-checked, and run where a block `text printed` follows, which is compared',
  text: 'nothing: a diagram, a form, or what a `ts` block prints',
  toml: 'with the name of a file, it is written there for the commands after it, behind what is there after `>>`; else nothing',
  nix: 'as `toml`',
  eta: 'as `toml`; the language of templates',
  rust: 'as `toml`',
  yaml: 'as `toml`',
};
