// Takes the sources of a configuration, weakest first, gives the configuration: merged, checked, in its one order.
import { mergeConfigs, type Provenance } from './merge/merge-configs.js';
import type { Origin } from './origin.js';
import { arrangeConfig } from './render/arrange.js';
import { faultsOfConfig, warningsOfConfig } from './schema/check-config.js';
import { throwFaults } from './schema/fault.js';
import type { MarkedTable } from './toml/marked-table.js';

export interface BuiltConfig {
  readonly config: MarkedTable<Provenance>;
  /** Sentences on what is allowed and probably not meant. */
  readonly warnings: readonly string[];
}

/**
 * Every source is checked by itself, so that a fault that a stronger source would hide is told too.
 *
 * @throws CONFIG_WRONG_TYPE, CONFIG_OUT_OF_RANGE, CONFIG_UNKNOWN_KEY, CONFIG_CONFLICT
 */
export function buildConfig(sources: readonly MarkedTable<Origin>[]): BuiltConfig {
  throwFaults(sources.flatMap((source) => faultsOfConfig(source)));
  const warnings = sources.flatMap(warningsOfConfig);
  return { config: arrangeConfig(mergeConfigs(sources)), warnings: [...new Set(warnings)] };
}
