export { type BuiltConfig, buildConfig } from './build-config.js';
export { mergeConfigs, type Provenance } from './merge/merge-configs.js';
export { type Layer, type Origin, showOrigin } from './origin.js';
export { type Header, renderConfig } from './render/render-config.js';
export { defaultConfig } from './schema/defaults.js';
export { knownSections } from './schema/known-sections.js';
export type { KnownKey, KnownTable } from './schema/known-table.js';
export { type ConfigFile, readConfigFile } from './sources/config-file.js';
export { type Lattice, type LatticeNode, readLattice } from './sources/read-lattice.js';
export { type MarkedLeaf, type MarkedNode, type MarkedTable, withoutMarks } from './toml/marked-table.js';
export {
  type DateTimeKind,
  equalToml,
  isTomlArray,
  isTomlTable,
  type TomlDateTime,
  type TomlKind,
  type TomlLeaf,
  type TomlTable,
  type TomlValue,
} from './toml/toml-value.js';
export { writeToml } from './toml/write-toml.js';
