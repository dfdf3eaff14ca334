export { type BuiltConfig, buildConfig } from './build-config.js';
export {
  type BuilderDefinition,
  type CacheDefinition,
  type ConfigTable,
  type ConfigValue,
  type CrateDefinition,
  defineLattice,
  type ExternalInputDefinition,
  type KeyDefinition,
  type LatticeDefinition,
  type NodeDefinition,
} from './define-lattice.js';
export { addNode, type NewNode, setExternalPin, setNodeKey } from './edit/edit-lattice.js';
export { buildNodeConfigs } from './join/build-node-configs.js';
export { faultsOfPins } from './lattice/check-pins.js';
export { mergeConfigs, type Provenance } from './merge/merge-configs.js';
export { onOneLine } from './on-one-line.js';
export { type Layer, type Origin, showOrigin } from './origin.js';
export { type ExplainedLeaf, explainConfig, renderExplanation } from './render/explain-config.js';
export { type Header, renderConfig } from './render/render-config.js';
export { renderNodeConfig } from './render/render-node-config.js';
export { defaultConfig } from './schema/defaults.js';
export { documentKeys, documentLatticeKeys } from './schema/document-keys.js';
export { type DocumentedTable, documentedTables } from './schema/documented-tables.js';
export { throwFaults } from './schema/fault.js';
export { knownSections } from './schema/known-sections.js';
export type { KnownKey, KnownTable } from './schema/known-table.js';
export { latticeSchema } from './schema/lattice-schema.js';
export { type BuiltInTemplate, builtInTemplates, granularities } from './schema/lattice-sections.js';
export { nearestName } from './schema/nearest.js';
export { nodeNamePattern } from './schema/reserved-names.js';
export { type ConfigFile, readConfigFile } from './sources/config-file.js';
export { type DeclaredName, type DeclaredNames, declaredNames } from './sources/declared-names.js';
export { findSurroundings, type Surroundings } from './sources/find-lattice.js';
export {
  type CrateGranularity,
  type Distribution,
  type ExternalInput,
  edgesOf,
  type Lattice,
  type LatticeBuilder,
  type LatticeCache,
  type LatticeCrate,
  type LatticeKey,
  type LatticeNode,
  type NodeTemplate,
  referenceOf,
} from './sources/lattice-record.js';
export { nodeNamed, readLattice, readLatticeText } from './sources/read-lattice.js';
export {
  type MarkedLeaf,
  type MarkedNode,
  type MarkedTable,
  valueOfNode,
  withoutMarks,
} from './toml/marked-table.js';
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
