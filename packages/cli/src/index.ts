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
} from '@flake-lattice/config-builder';
export { findAffected } from './affected/find-affected.js';
export { type BuiltNodes, buildNodes } from './building/build-nodes.js';
export { type CheckedNode, checkNodes } from './building/check-nodes.js';
export { compiledNodes, machineNixpkgs } from './building/machine-nixpkgs.js';
export type { NodeResult } from './building/node-results.js';
export { openNodeShell } from './building/open-node-shell.js';
export { expandProject } from './crates/expand-project.js';
export type { LatticeIo, SplitCrate } from './crates/split-crate.js';
export { compareLattice, compareProject, type LatticeComparison } from './generation/compare-lattice.js';
export { type Generation, type GenerationRequest, generateLattice } from './generation/generate-lattice.js';
export { openOutcomes } from './generation/open-ends.js';
export { type FoundFile, findDifferences } from './generation/print-comparison.js';
export { waitsFor } from './generation/waits-for.js';
export { type PlannedFlakes, planFlakes } from './project/plan-flakes.js';
export { type LatticePlan, type LockChoices, planLattice } from './project/plan-lattice.js';
export { type LockText, type PlannedLocks, planLocks } from './project/plan-locks.js';
export { type Project, type ProjectOptions, readProject } from './project/read-project.js';
export { projectWithText, readEditableText } from './project/write-lattice-file.js';
