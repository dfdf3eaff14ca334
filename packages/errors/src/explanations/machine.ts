// Explanations: the programs of the machine: Nix, git, Node, and what set-up brings.
import type { Explanation } from './explanation.js';

export const ofMachine = {
  DEPENDENCIES_FAILED: {
    happened:
      'npm was started to install the packages of package-lock.json, and ended with an error. The end of what it printed stands below the message.',
    why: 'The tool runs from these packages.',
    mend: 'See to the network, to the registry of npm and to the room on the disk, then start again. The whole of it is shown by npm itself.',
    example: ['console', '$ npm ci\n$ npm start'],
  },
  GIT_FAILED: {
    happened:
      'git was started and ended with an error, which stands below the message. Most often it refuses a repository of another user, or an old lock of its own lies there.',
    why: 'Nix sees only what git knows, so git has to work.',
    mend: 'Run the command of the hint. Remove a lock of git only where no git is running.',
    example: ['console', '$ git config --global --add safe.directory "$PWD"\n$ git status'],
  },
  GIT_MISSING: {
    happened: 'The folder lies in no git repository, or git is not installed.',
    why: 'Nix reads flakes that build upon each other by relative paths from one repository alone; outside of one, each node would be a stranger to the others.',
    mend: 'Install git, make a repository, and have it know the files. A commit is not needed.',
    example: ['console', '$ git init\n$ git add --all\n$ flake-lattice generate'],
  },
  NIX_MISSING: {
    happened:
      'No Nix was found that runs: FLAKE_LATTICE_NIX names none, and neither a .toolchain nor PATH has one.',
    why: 'Building, locking and comparing are done by Nix itself. `generate`, `check`, `list` and `graph` work without it, as long as every external input is locked.',
    mend: 'Install Nix, or have set-up in the clone of flake-lattice bring a private one, which needs no root.',
    example: ['console', '$ npm run set-up\n$ FLAKE_LATTICE_NIX=/opt/nix/bin/nix flake-lattice build dev'],
  },
  NIX_TOO_OLD: {
    happened:
      'The Nix that was found is older than 2.26, or older than 2.30 for a node by its own flake (`--alone`).',
    why: 'Older ones do not resolve relative inputs of one repository, or lock them wrongly.',
    mend: 'Take a newer one, by FLAKE_LATTICE_NIX or on PATH. With 2.26 to 2.29, build through the hub.',
    example: ['console', '$ nix --version\n$ nix build ./generated#dev'],
  },
  NODE_TOO_OLD: {
    happened: 'The program `node` that started the tool is older than `engines` of package.json says.',
    why: 'The tool uses what older ones lack, and would fail in the middle of something.',
    mend: 'Install Node 20.19 or newer, by your distribution, nvm or Nix.',
    example: ['console', '$ node --version\n$ nix shell nixpkgs#nodejs'],
  },
  PACKAGES_UNAVAILABLE: {
    happened:
      'Set-up needs a package of Debian that no mirror of this machine offers in a version that fits, or it cannot be fetched. Each suite that was looked at stands below the message, with the reason.',
    why: 'Set-up takes only what apt on this machine is configured for, with the keys that it trusts.',
    mend: 'See to the network and to apt, or name a mirror of Debian. Or install the program yourself: set-up then uses that.',
    example: ['console', '$ apt-get update\n$ npm run set-up'],
  },
  REVISION_NOT_FETCHED: {
    happened:
      'The revision that was named is not in this clone, which is a shallow one, as CI services make them.',
    why: 'To tell what is affected, both sides and what they come from have to be there.',
    mend: 'Fetch the whole history. In a workflow of GitHub, `fetch-depth: 0` does so.',
    example: ['yaml', '- uses: actions/checkout@v4\n  with:\n    fetch-depth: 0'],
  },
  REVISION_UNKNOWN: {
    happened: 'git knows no commit, branch or tag of the name that was given.',
    why: 'Comparing with something else would call the wrong nodes affected.',
    mend: 'Look at what there is. A branch of a remote has to be fetched, and is called origin/NAME.',
    example: ['console', '$ git fetch --all\n$ flake-lattice affected --base origin/main'],
  },
  TOOLCHAIN_BROKEN: {
    happened: 'A program of .toolchain, or one beside the Nix that was found, is there and does not work.',
    why: 'Set-up proves each program before it is used, so that no build fails for it later.',
    mend: 'Run set-up once more: it makes again what is damaged. Removing .toolchain first is always safe.',
    example: ['console', '$ npm run set-up\n$ rm -rf .toolchain'],
  },
  WATCH_FAILED: {
    happened:
      '`generate --watch` and `graph --serve` have the system tell them of changes of files, and it refused. Most often a user has as many watches as one may have: editors and other tools take many.',
    why: 'A command that follows files and misses changes would show what is no longer so.',
    mend: 'Let users have more watches, as the hint says, or end another program that follows many files. Without watching, generate after each edit.',
    example: [
      'console',
      '$ sudo sysctl fs.inotify.max_user_watches=524288\n$ flake-lattice generate --watch',
    ],
  },
} as const satisfies Readonly<Record<string, Explanation>>;
