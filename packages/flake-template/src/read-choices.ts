// Reads from a configuration what its flake is made for: the systems and the reference of nixpkgs.
import { isTomlArray, isTomlTable, type TomlTable, type TomlValue } from '@flake-lattice/config-builder';
import { CodedError } from '@flake-lattice/errors';

export interface Choices {
  readonly systems: readonly string[];
  readonly nixpkgs: string;
}

/** For a configuration that says nothing of `[nix]`: any TOML file can be made a flake of. */
export const defaultChoices: Choices = {
  systems: ['x86_64-linux', 'aarch64-linux'],
  nixpkgs: 'github:NixOS/nixpkgs/nixpkgs-unstable',
};

/** @throws CodedError CONFIG_WRONG_TYPE */
export function readChoices(config: TomlTable, file: string): Choices {
  const nix = config.get('nix') ?? new Map<string, TomlValue>();
  if (!isTomlTable(nix)) throw wrongType('nix', 'a table', file);
  const { systems = defaultChoices.systems, nixpkgs = defaultChoices.nixpkgs } = Object.fromEntries(nix);
  if (!isTomlArray(systems) || !systems.every((system) => typeof system === 'string')) {
    throw wrongType('nix.systems', 'an array of strings', file);
  }
  if (typeof nixpkgs !== 'string') throw wrongType('nix.nixpkgs', 'a string', file);
  return { systems: systems as readonly string[], nixpkgs };
}

function wrongType(key: string, wanted: string, file: string): CodedError {
  return new CodedError({
    code: 'CONFIG_WRONG_TYPE',
    message: `\`${key}\` is not ${wanted}`,
    hint: `make \`${key}\` ${wanted} in ${file}`,
    place: { file },
  });
}
