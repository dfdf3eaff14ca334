// The names that a node or an external input cannot have: takes none, gives patterns, and the reason for a name.

/** Longer ones leave too little of the 255 bytes of a file name, and of the 211 of a store path. */
const longest = 128;

const nixKeywords = ['assert', 'else', 'if', 'in', 'inherit', 'let', 'or', 'rec', 'then', 'with'] as const;

/** What every Nix expression may use without a prefix; an input of that name would hide it in the outputs. */
const nixGlobals = [
  ...['abort', 'baseNameOf', 'break', 'builtins', 'derivation', 'derivationStrict', 'dirOf', 'false'],
  ...['fetchGit', 'fetchMercurial', 'fetchTarball', 'fetchTree', 'fromTOML', 'import', 'isNull', 'map'],
  ...['null', 'placeholder', 'removeAttrs', 'scopedImport', 'throw', 'toString', 'true'],
] as const;

/** `self` is an argument of every flake, `root` a node of every lock; the others would stand for an attribute. */
const flakeWords = ['default', 'flake', 'inputs', 'outputs', 'root', 'self'] as const;

/** What Nix looks for in any set of attributes, to take it for a derivation or a path. */
const setWords = ['drvPath', 'outPath', 'recurseForDerivations', 'type'] as const;

/** What generated flakes and the root flake call inputs of their own. */
const latticeWords = ['host', 'lattice', 'nixpkgs'] as const;

const notInputs: readonly string[] = [...nixKeywords, ...nixGlobals, ...flakeWords, ...setWords];
const notNodes: readonly string[] = [...notInputs, ...latticeWords];

const patternWithout = (words: readonly string[]) =>
  new RegExp(`^(?!(?:${words.join('|')})$)[A-Za-z][A-Za-z0-9_-]{0,${longest - 1}}$`);

/** Nix takes a name within `follows` only when it begins with a letter and holds letters, digits, `_` and `-`. */
export const inputNamePattern = patternWithout(notInputs);
export const nodeNamePattern = patternWithout(notNodes);

/** Why a name that the pattern refuses cannot be one, as the end of a sentence. */
export function reasonAgainst(name: string): string {
  if (name === '') return 'is empty';
  if ((nixKeywords as readonly string[]).includes(name)) return 'is a keyword of Nix';
  if ((nixGlobals as readonly string[]).includes(name)) return 'is a name that Nix itself gives a value';
  if ((flakeWords as readonly string[]).includes(name))
    return 'stands for something else in a flake or its lock';
  if ((setWords as readonly string[]).includes(name))
    return 'makes something else of the set that it stands in';
  if ((latticeWords as readonly string[]).includes(name))
    return 'is an input that generated flakes have already';
  if (name.length > longest) return `has ${name.length} characters, and ${longest} are the most`;
  if (!/^[A-Za-z]/.test(name)) return 'does not begin with a letter';
  return 'holds other characters than letters, digits, `_` and `-`';
}
