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
export type { FeatureSelection } from './verify/test-run.js';
