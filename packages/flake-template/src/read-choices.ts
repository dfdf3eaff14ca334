// Reads from a configuration what its flake is made for: the systems, and the references of its inputs.
import { defaultConfig, type TomlTable, type TomlValue, withoutMarks } from '@flake-lattice/config-builder';

export interface Choices {
  readonly systems: readonly string[];
  /** Of the machine that the configuration is for, where it says so. */
  readonly system?: string;
  /** By name; `nixpkgs` is one of them. */
  readonly inputs: Readonly<Record<string, string>>;
}

/**
 * Any TOML file can be made a flake of: where it says nothing of `[nix]`, the defaults hold.
 *
 * @param config as `readConfigFile` gives it, so that the keys of `[nix]` have the types that they are to have
 */
export function readChoices(config: TomlTable): Choices {
  const own = tableAt(config, 'nix');
  const read = (key: string): TomlValue | undefined =>
    own.get(key) ?? tableAt(withoutMarks(defaultConfig()), 'nix').get(key);
  const system = read('system') as string | undefined;
  return {
    systems: read('systems') as readonly string[],
    ...(system === undefined ? {} : { system }),
    inputs: {
      nixpkgs: read('nixpkgs') as string,
      ...Object.fromEntries(tableAt(own, 'inputs') as ReadonlyMap<string, string>),
    },
  };
}

function tableAt(table: TomlTable, key: string): TomlTable {
  return (table.get(key) ?? new Map()) as TomlTable;
}
