// Reads a configuration file, checked: as a source of the merge, or for another layer to build upon.
import { resolve } from 'node:path';
import type { Layer, Origin } from '../origin.js';
import { faultsOfConfig } from '../schema/check-config.js';
import { throwFaults } from '../schema/fault.js';
import { type MarkedTable, mapMarks, withoutMarks } from '../toml/marked-table.js';
import type { TomlTable } from '../toml/toml-value.js';
import { readTomlFile } from './read-toml-file.js';

export interface ConfigFile {
  /** As it was named. */
  readonly file: string;
  /** As they are on the disk. */
  readonly bytes: Uint8Array;
  readonly config: TomlTable;
}

/**
 * The known sections of the result hold what their types allow; defaults are not filled in.
 *
 * @param file relative paths start at the current folder of the process
 * @throws CONFIG_MISSING, CONFIG_NOT_READABLE, CONFIG_SYNTAX, CONFIG_WRONG_TYPE, CONFIG_OUT_OF_RANGE, CONFIG_UNKNOWN_KEY
 */
export async function readConfigFile(file: string): Promise<ConfigFile> {
  const { bytes, config } = await readConfigSource(resolve(file), file, 'base');
  return { file, bytes, config: withoutMarks(config) };
}

/**
 * @param file absolute path
 * @param shown how errors and origins name it
 * @throws as {@link readConfigFile}
 */
export async function readConfigSource(
  file: string,
  shown: string,
  layer: Layer,
): Promise<{ readonly bytes: Uint8Array; readonly config: MarkedTable<Origin> }> {
  const { bytes, table } = await readTomlFile(file, shown);
  const config = mapMarks(table, (place): Origin => ({ layer, name: shown, place }));
  throwFaults(faultsOfConfig(config));
  return { bytes, config };
}
