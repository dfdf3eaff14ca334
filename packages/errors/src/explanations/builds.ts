// Explanations: builds here and on other machines, caches and keys.
import type { Explanation } from './explanation.js';

export const ofBuilds = {
  BUILDER_UNREACHABLE: {
    happened:
      'A builder of [distribute] does not answer. As a warning: other machines did its work. As an error: none was left, since --jobs 0 forbids to build here.',
    why: 'With no machine that may build, the nodes cannot be had.',
    mend: "See whether you can log in: where Nix runs as a daemon, it is the daemon's user that logs in. Or allow builds here.",
    example: [
      'console',
      '$ nix store info --store ssh-ng://me@fast.example.org\n$ flake-lattice build --jobs 2',
    ],
  },
  BUILD_FAILED: {
    happened:
      'Nix began to build and a builder ended with an error. The last lines of its log stand below the message; nodes above the one that failed were skipped, all others were built.',
    why: 'A node that is not built is not there for those above it.',
    mend: 'Read the whole log by the command of the hint. Build the lowest node that failed alone, which is quicker than the whole.',
    example: ['console', '$ nix log /nix/store/….drv\n$ flake-lattice build rust'],
  },
  CACHE_NOT_WRITABLE: {
    happened:
      '`push` was to copy outputs to a cache or store that refused them: it is not there, or you may not write to it.',
    why: 'What was built is in the store here and not lost; it has only not been copied.',
    mend: 'See whether the address answers and whether you may write there. An https cache cannot be written: name the s3, ssh or file address behind it.',
    example: [
      'console',
      '$ nix store info --store s3://bucket\n$ flake-lattice push --to ssh-ng://me@cache.example.org dev',
    ],
  },
  CACHE_UNTRUSTED: {
    happened:
      'A cache offers what was asked for, and no key that is trusted has signed it. It was built here instead.',
    why: 'An output that anybody may have made is never taken: whoever fills a cache decides what runs on your machine.',
    mend: 'Ask who fills the cache for the public key, and declare it. Where Nix is a daemon, you have to be one of its trusted users.',
    example: [
      'toml',
      '[distribute.caches.team]\nurl = "https://cache.example.org"\nkeys = ["team"]\n\n[distribute.keys.team]\npublic = "team-1:2VYSWzMVqVIgvLMvBCPoVXHvGfzQwGI2tLP7lLxZ1aU="',
    ],
  },
  COMPILER_MISSING: {
    happened: 'A crate is to be compiled with the tools of this machine, and no rustc or cc of it is known.',
    why: 'The compiler is part of the hash of what it compiles, so it has to be known before anything is evaluated.',
    mend: 'Run set-up in the clone of flake-lattice: it finds the compilers, or brings some on Debian and its kin. Or build with nixpkgs itself, which has its own.',
    example: [
      'console',
      '$ npm run set-up\n$ flake-lattice build tally --nixpkgs github:NixOS/nixpkgs/nixpkgs-unstable',
    ],
  },
  EVALUATION_FAILED: {
    happened:
      'Nix read a flake and could not evaluate what was asked for. The end of what it said stands below the message.',
    why: 'Without a derivation there is nothing to build or to compare. Nothing was built.',
    mend: 'Run the command of the hint for the whole trace. Often a package does not exist in this nixpkgs, a file is not known to git yet, or a template has a slip.',
    example: [
      'console',
      '$ nix build --show-trace ./generated#dev\n$ git add --intent-to-add .\n$ flake-lattice doctor',
    ],
  },
  SECRET_KEY_INVALID: {
    happened:
      'The file or variable with the secret key holds none that Nix made, or another one than the public key that lattice.toml declares.',
    why: 'What it signs would be trusted by nobody, and that would be noticed only by those who find the cache useless.',
    mend: 'Name the file with the other half of the declared key, or declare the public key of the one that you have.',
    example: [
      'console',
      '$ nix key convert-secret-to-public < ~/.config/flake-lattice/team-1.secret\n$ flake-lattice push --to team --key-file ~/.config/flake-lattice/team-1.secret',
    ],
  },
  SECRET_KEY_MISSING: {
    happened:
      'What is pushed to this cache is signed, and the secret key is not there: no such file, or the variable is not set.',
    why: 'Unsigned outputs would be of no use to those who take from the cache.',
    mend: 'Bring the file here, readable by you alone, or set the variable. In CI that is a secret of the project.',
    example: [
      'console',
      '$ export TEAM_CACHE_KEY="$(cat team-1.secret)"\n$ flake-lattice push --to team --key-variable TEAM_CACHE_KEY',
    ],
  },
  STORE_UNREACHABLE: {
    happened: '`--store` named a store to build in, and Nix cannot open it.',
    why: 'There is no other place to build in: that is what was asked for.',
    mend: 'See whether the address is right and whether you may write there. A folder is named by its absolute path.',
    example: [
      'console',
      '$ nix store info --store ssh-ng://me@host\n$ flake-lattice build dev --store /srv/store',
    ],
  },
} as const satisfies Readonly<Record<string, Explanation>>;
