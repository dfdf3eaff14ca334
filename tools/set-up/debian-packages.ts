// Finds the suite of Debian that has a package in a fitting version: takes the machine's mirrors, gives its index.
import { join } from 'node:path';
import { CodedError, isCodedError } from '@flake-lattice/errors';
import { type DebianMirror, findDebianMirrors } from './debian-mirrors.js';
import type { OperatingSystem } from './os-release.js';
import { openPackageIndex, type PackageIndex } from './package-index.js';
import type { Environment } from './run-step.js';

export interface Wanted {
  readonly name: string;
  /** In words, such as `2.30 or newer`. */
  readonly versions: string;
  readonly accepts: (version: string) => boolean;
  /** Tried in this order; the first whose version is accepted is taken. */
  readonly suites: readonly string[];
}

export interface DebianPackages {
  /** @throws CodedError PACKAGES_UNAVAILABLE where no mirror of the machine has it, DISK_FULL */
  readonly find: (wanted: Wanted) => Promise<PackageIndex>;
}

export interface DebianPackagesOptions {
  /** Absolute path of a folder to be filled. */
  readonly folder: string;
  readonly system: OperatingSystem;
  readonly env: Environment;
}

/** Each index is read once, however many packages are looked for. */
export function debianPackages({ folder, system, env }: DebianPackagesOptions): DebianPackages {
  const opened = new Map<string, Promise<PackageIndex>>();
  let mirrors: Promise<readonly DebianMirror[]> | undefined;

  const open = (mirror: DebianMirror, suite: string) => {
    const key = `${mirror.uri} ${suite}`;
    const place = join(folder, `${opened.size}-${suite}`);
    const index = opened.get(key) ?? openPackageIndex({ folder: place, mirror, suite, env });
    opened.set(key, index);
    return index;
  };

  return {
    find: async (wanted) => {
      mirrors ??= findDebianMirrors(system, env);
      const configured = await mirrors;
      if (configured.length === 0) throw noMirror(wanted, system);
      return firstThatFits(
        wanted,
        configured.flatMap((mirror) =>
          wanted.suites.map((suite) => ({ suite, open: () => open(mirror, suite) })),
        ),
      );
    },
  };
}

export interface Candidate {
  readonly suite: string;
  readonly open: () => Promise<Pick<PackageIndex, 'versionOf'>>;
}

/** @throws CodedError PACKAGES_UNAVAILABLE that says of each candidate why not */
export async function firstThatFits<Index extends Pick<PackageIndex, 'versionOf'>>(
  wanted: Wanted,
  candidates: readonly { readonly suite: string; readonly open: () => Promise<Index> }[],
): Promise<Index> {
  const refusals: string[] = [];
  for (const { suite, open } of candidates) {
    try {
      const index = await open();
      const version = await index.versionOf(wanted.name);
      if (version !== undefined && wanted.accepts(version)) return index;
      refusals.push(`${suite}: ${version === undefined ? `no ${wanted.name}` : `${wanted.name} ${version}`}`);
    } catch (fault) {
      if (!isCodedError(fault) || fault.code !== 'PACKAGES_UNAVAILABLE') throw fault;
      refusals.push(`${suite}: ${fault.detail?.split('\n').slice(-3).join('\n  ') || fault.message}`);
    }
  }
  throw new CodedError({
    code: 'PACKAGES_UNAVAILABLE',
    message: `\`${wanted.name}\` ${wanted.versions} is in none of ${candidates.map(({ suite }) => `\`${suite}\``).join(', ')}`,
    hint: mend(wanted),
    detail: refusals.join('\n'),
  });
}

function noMirror(wanted: Wanted, { id }: OperatingSystem): CodedError {
  return new CodedError({
    code: 'PACKAGES_UNAVAILABLE',
    message: `\`${wanted.name}\` ${wanted.versions} comes from Debian, and apt on this machine (\`${id}\`) is configured with no mirror of Debian`,
    hint: `${mend(wanted)}\nor name a mirror of Debian in a file below /etc/apt/sources.list.d (suite stable, component main)`,
  });
}

function mend({ name }: Wanted): string {
  return name === 'nix-bin'
    ? 'install Nix 2.30 or newer (https://nixos.org/download), then: npm run set-up'
    : `install \`${name}\` yourself, then: npm run set-up`;
}
