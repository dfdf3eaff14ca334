// Reads from a configuration what its flake is made for: the systems and the reference of nixpkgs.
import { defaultConfig, type TomlTable, type TomlValue, withoutMarks } from '@flake-lattice/config-builder';

export interface Choices {
  readonly systems: readonly string[];
  readonly nixpkgs: string;
}

/**
 * Any TOML file can be made a flake of: where it says nothing of `[nix]`, the defaults hold.
 *
 * @param config as `readConfigFile` gives it, so that the keys of `[nix]` have the types that they are to have
 */
export function readChoices(config: TomlTable): Choices {
  const read = (key: string): TomlValue | undefined =>
    tableAt(config, 'nix').get(key) ?? tableAt(withoutMarks(defaultConfig()), 'nix').get(key);
  return { systems: read('systems') as readonly string[], nixpkgs: read('nixpkgs') as string };
}

function tableAt(table: TomlTable, key: string): TomlTable {
  return (table.get(key) ?? new Map()) as TomlTable;
}
