export { expandProject } from './crates/expand-project.js';
export type { LatticeIo, SplitCrate } from './crates/split-crate.js';
export { compareLattice, type LatticeComparison } from './generation/compare-lattice.js';
export { type Generation, type GenerationRequest, generateLattice } from './generation/generate-lattice.js';
export { type PlannedFlakes, planFlakes } from './project/plan-flakes.js';
export { type LatticePlan, type LockChoices, planLattice } from './project/plan-lattice.js';
export { type LockText, type PlannedLocks, planLocks } from './project/plan-locks.js';
export { type Project, type ProjectOptions, readProject } from './project/read-project.js';
