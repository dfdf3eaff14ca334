// Takes what `nix --version` prints, gives the version; compares versions.

export interface NixVersion {
  /** As printed, such as `2.34.8` or `2.31.0pre20250712`. */
  readonly text: string;
  readonly major: number;
  readonly minor: number;
}

/** The first `2.34`-like number of the text; nothing where there is none. Lix and others print the same form. */
export function parseNixVersion(printed: string): NixVersion | undefined {
  const match = /\b(\d+)\.(\d+)[^\s)]*/.exec(printed);
  return match ? { text: match[0], major: Number(match[1]), minor: Number(match[2]) } : undefined;
}

export function isOlder(
  version: NixVersion,
  bound: { readonly major: number; readonly minor: number },
): boolean {
  return version.major < bound.major || (version.major === bound.major && version.minor < bound.minor);
}
