// Which Nix is wanted from Debian: the newest for all work, and 2.26 for the tests.
import { isOlder, parseNixVersion } from '@flake-lattice/programs';
import type { Wanted } from './debian-packages.js';

/** Below this, a node of the lattice cannot be built alone. */
export const fullNix = { major: 2, minor: 30 } as const;

/** Below this, no flake of the lattice can be read at all. */
export const oldestNix = { major: 2, minor: 26 } as const;

export const newestNixWanted: Wanted = {
  name: 'nix-bin',
  versions: '2.30 or newer',
  accepts: (version) => {
    const parsed = parseNixVersion(version);
    return parsed !== undefined && !isOlder(parsed, fullNix);
  },
  suites: ['forky', 'testing', 'sid', 'unstable'],
};

export const olderNixWanted: Wanted = {
  name: 'nix-bin',
  versions: '2.26',
  accepts: (version) => {
    const parsed = parseNixVersion(version);
    return parsed?.major === oldestNix.major && parsed.minor === oldestNix.minor;
  },
  suites: ['trixie', 'stable', 'oldstable'],
};
