export { askStore } from './ask-store.js';
export { buildDerivations, type DerivationsReport } from './build-derivations.js';
export { type BuildReport, buildFlake } from './build-flake.js';
export type { Work } from './build-record.js';
export { copyClosures } from './copy-closures.js';
export { type Cargo, findCargo } from './find-cargo.js';
export { findHostNixpkgs } from './find-host-nixpkgs.js';
export { findNix, type Nix, type NixVersion } from './find-nix.js';
export { findOnPath } from './find-program.js';
export type { FolderListing } from './folder-listing.js';
export { type HostFacts, readHostFacts, type Tool } from './host-facts.js';
export { lockExternals, pinReference } from './lock-externals.js';
export { lockFlake, readFlakeLock } from './lock-flake.js';
export { isOlder, parseNixVersion } from './nix-version.js';
export { openShell } from './open-shell.js';
export { parseFlake, parseNix } from './parse-nix.js';
export { type Requisites, readDerivationGraph } from './read-derivation-graph.js';
export { type Derivation, readDerivations } from './read-derivations.js';
export {
  type HubDerivations,
  type HubOutput,
  hubOutputs,
  readHub,
  readSystem,
} from './read-hub.js';
export { readPackageNames } from './read-package-names.js';
export { type RemoteCacheHooks, type RunContext, remoteCacheHooks } from './remote-cache/cache-hooks.js';
export { type ForgivenCache, forgiveCache } from './remote-cache/forgive-cache.js';
export { type Repository, readRepository } from './repository.js';
export { findMergeBase, findRevision, type Revision, type RevisionOptions, readFileAt } from './revisions.js';
export { type CargoOptions, runCargo } from './run-cargo.js';
export { runNix } from './run-nix.js';
export { type ProgramResult, runProgram } from './run-program.js';
