// Takes the facts of the machine, gives them as a configuration, and what could not be filled in.
import type { HostFacts } from '@flake-lattice/programs';
import type { Origin } from '../origin.js';
import { leafAt, type MarkedTable } from '../toml/marked-table.js';
import type { TomlLeaf } from '../toml/toml-value.js';

export interface HostConfig {
  readonly configs: readonly MarkedTable<Origin>[];
  /** Sentences on tools that the machine lacks. */
  readonly warnings: readonly string[];
}

export function hostConfig({ system, triple, cores, tools }: HostFacts): HostConfig {
  const mark: Origin = { layer: 'host', name: 'this machine' };
  const configs: MarkedTable<Origin>[] = [];
  const warnings: string[] = [];
  const fill = (path: readonly string[], value: TomlLeaf | undefined, missing: string) => {
    if (value === undefined) warnings.push(`--host leaves \`${path.join('.')}\` out: ${missing}`);
    else configs.push(leafAt(path, value, mark));
  };
  fill(['nix', 'system'], system, '');
  fill(['rust', 'rustc'], tools.rustc?.path, 'there is no rustc on the PATH');
  fill(['rust', 'cargo'], tools.cargo?.path, 'there is no cargo on the PATH');
  fill(['build', 'target'], triple === undefined ? undefined : [triple], 'there is no rustc to name it');
  fill(['build', 'jobs'], BigInt(cores), '');
  return { configs, warnings };
}
