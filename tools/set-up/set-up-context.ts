// What the steps of the set-up share, and what they make together: types alone.
import type { HostFacts, NixVersion } from '@flake-lattice/programs';
import type { debianPackages } from './debian-packages.js';
import type { parseOsRelease } from './os-release.js';
import type { Environment } from './run-step.js';
import type { Sandbox } from './sandbox.js';
import type { ToolchainPaths } from './toolchain-paths.js';

export interface ToolchainNix {
  /** Absolute path of the wrapper, the same in every run. */
  readonly path: string;
  readonly version: NixVersion;
  readonly origin: 'environment' | 'path' | 'private';
}

export interface Toolchain {
  /** Absolute path of `.toolchain`. */
  readonly folder: string;
  /** Absolute path of the folder to put in front of PATH. */
  readonly bin: string;
  readonly nix: ToolchainNix;
  /** Nix 2.26, asked for with `forTests`; absent where it cannot be had, which was reported. */
  readonly olderNix?: ToolchainNix;
  /** Of builds in the clone's own store; absent where the machine's is used. */
  readonly sandbox?: Sandbox;
  /** Whose compilers are used; absent where there are none, which was reported. */
  readonly rust?: 'path' | 'private';
  readonly cc?: 'path' | 'private';
  /** Whose sshd the tests use, asked for with `forTests`; absent where there is none, which was reported. */
  readonly ssh?: 'path' | 'private';
  /** Whose zsh and fish the tests complete command lines in, asked for with `forTests`; absent where one is lacking. */
  readonly shells?: 'path' | 'private';
  /** Whose browser the tests of the page drive, asked for with `forTests`; absent where there is none. */
  readonly browser?: 'path' | 'private';
  readonly nixpkgs: 'host-tools' | 'real';
  /** The flake reference of the nixpkgs to use here, such as `path:/…/.toolchain/nixpkgs`. */
  readonly nixpkgsReference: string;
  /** Whether this run changed anything on the disk. */
  readonly changed: boolean;
}

export interface ToolchainOptions {
  /** Absolute path of the repository. */
  readonly root: string;
  readonly env: Environment;
  readonly forTests: boolean;
  /** Called with each line of progress, as it happens; a run that changes nothing may call it with warnings alone. */
  readonly report: (line: string) => void;
}

/** What the steps of the set-up share. */
export interface SetUp extends ToolchainOptions {
  readonly paths: ToolchainPaths;
  readonly system: ReturnType<typeof parseOsRelease>;
  readonly packages: ReturnType<typeof debianPackages>;
  /** The facts of this machine with the tools on a PATH; each is asked for once. */
  readonly readFacts: (path: string) => Promise<HostFacts>;
}
