export { type BuildReport, buildFlake } from './build-flake.js';
export { findNix, type Nix, type NixVersion } from './find-nix.js';
export { type HostFacts, readHostFacts, type Tool } from './host-facts.js';
export { lockFlake } from './lock-flake.js';
export { isOlder, parseNixVersion } from './nix-version.js';
export { parseFlake, parseNix } from './parse-nix.js';
export { type Repository, readRepository } from './repository.js';
export { runNix } from './run-nix.js';
export { type ProgramResult, runProgram } from './run-program.js';
