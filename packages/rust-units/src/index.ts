export { type ProvenSplit, proveSplit } from './prove-split.js';
export { readCrateName } from './read/read-crate.js';
export {
  type LinkedDeclaration,
  type LinkedNeed,
  type LinkedWord,
  readLinks,
} from './read-links.js';
export type {
  CrateSplit,
  Edition,
  Facade,
  Granularity,
  Merge,
  MergeKind,
  PackageFile,
  RustPackage,
  Unit,
  WholeCrate,
} from './split.js';
export { type SplitOutcome, type SplitRequest, splitCrate } from './split-crate.js';
export { findCargoConfigs } from './verify/cargo-configs.js';
export { type ApiDifference, compareApi } from './verify/compare-api.js';
export {
  areTestsEqual,
  compareTests,
  type DifferentTest,
  type TestComparison,
} from './verify/compare-tests.js';
export type { Cut } from './verify/cut.js';
export { type CrateCut, cutCrate } from './verify/cut-crate.js';
export { type RunTestsOptions, runTests } from './verify/run-tests.js';
export type {
  CargoSurroundings,
  FeatureSelection,
  TestOutcome,
  TestResult,
  TestRun,
} from './verify/test-run.js';
export { type Verification, type VerifySplitOptions, verifySplit } from './verify/verify-split.js';
