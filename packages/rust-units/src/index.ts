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
