// The layout of `.toolchain`, all of it made by set-up: takes its own path, gives those of its parts.
import { join } from 'node:path';

/** A private store, and what else Nix keeps: no two versions of Nix share one. */
export interface StorePaths {
  readonly store: string;
  readonly state: string;
  readonly log: string;
}

export interface ToolchainPaths {
  readonly folder: string;
  /** The stable programs: `nix` and its kin, and those compilers that the machine lacks. */
  readonly bin: string;
  readonly lock: string;
  /** Unfinished work; a part moves from here to its place when it is whole. */
  readonly work: string;
  /** The private Nix, its store, and the same of the older one. */
  readonly nix: string;
  readonly nixStore: StorePaths;
  readonly olderNix: string;
  readonly olderNixBin: string;
  readonly olderNixProgram: string;
  readonly olderNixStore: StorePaths;
  readonly rust: string;
  readonly cc: string;
  /** An sshd and its client, for the tests, where the machine has none. */
  readonly ssh: string;
  /** A zsh and a fish, for the tests, where the machine lacks one. */
  readonly shells: string;
  readonly browser: string;
  /** The program that starts a browser, the machine's own or that of `browser`. */
  readonly browserProgram: string;
  /** `nix.conf` and the empty registry of the wrappers. */
  readonly configuration: string;
  /** Whether builds can run in a sandbox here, as it was found out. */
  readonly sandbox: string;
  /** Stands in for the caches and profiles that Nix would keep in the home folder. */
  readonly home: string;
  /** The stand-in for nixpkgs with the facts of this machine. */
  readonly nixpkgs: string;
  /** Holds one line: the flake reference of the nixpkgs to use here. */
  readonly nixpkgsReference: string;
}

/** @param folder absolute path of `.toolchain`, links resolved: clones may share one by a link */
export function toolchainPaths(folder: string): ToolchainPaths {
  const olderNix = join(folder, 'nix-2.26');
  return {
    folder,
    bin: join(folder, 'bin'),
    lock: join(folder, 'set-up.lock'),
    work: join(folder, 'work'),
    nix: join(folder, 'nix'),
    nixStore: storePaths(folder),
    olderNix,
    olderNixBin: join(olderNix, 'bin'),
    olderNixProgram: join(olderNix, 'nix'),
    olderNixStore: storePaths(olderNix),
    rust: join(folder, 'rust'),
    cc: join(folder, 'cc'),
    ssh: join(folder, 'ssh'),
    shells: join(folder, 'shells'),
    browser: join(folder, 'browser'),
    browserProgram: join(folder, 'bin', 'chromium'),
    configuration: join(folder, 'etc'),
    sandbox: join(folder, 'sandbox.json'),
    home: join(folder, 'home'),
    nixpkgs: join(folder, 'nixpkgs'),
    nixpkgsReference: join(folder, 'nixpkgs-reference'),
  };
}

function storePaths(folder: string): StorePaths {
  return { store: join(folder, 'store'), state: join(folder, 'var'), log: join(folder, 'log') };
}
