// Decides which nixpkgs a new lattice takes: the one that was asked for, that of the root flake, or the newest; pinned,
// so that what is generated holds the same for everybody.
import type { CommandIo } from '@flake-lattice/command-shell';
import { CodedError, isCodedError } from '@flake-lattice/errors';
import { findNix, pinReference } from '@flake-lattice/programs';
import { findRootNixpkgs } from './root-nixpkgs.js';
import { standInPath, standInUrl } from './stand-in.js';

export const defaultNixpkgs = 'github:NixOS/nixpkgs/nixpkgs-unstable';

export interface ChosenNixpkgs {
  readonly url: string;
  readonly pin?: string;
  /** Whether the stand-in is to be put into the repository. */
  readonly takesStandIn: boolean;
  readonly notes: readonly string[];
}

export interface NixpkgsChoice {
  readonly hostTools: boolean;
  /** What the user named. */
  readonly named?: string | undefined;
  /** The root flake that is there, and its lock. */
  readonly root?: { readonly text: string; readonly lock: string | undefined } | undefined;
  /** Whether a reference holds one version for ever, or leads to a folder of the repository. */
  readonly isFixed: (reference: string) => Promise<boolean>;
  readonly onProgress: (text: string) => void;
}

/** Nix then gives up at once where there is no network, instead of trying again for a while. */
const impatient = 'connect-timeout = 10\ndownload-attempts = 1';

/** @throws CodedError LOCK_FAILED where what was named, or what the root has, cannot be pinned; NIX_MISSING, NIX_TOO_OLD */
export async function chooseNixpkgs(choice: NixpkgsChoice, io: CommandIo): Promise<ChosenNixpkgs> {
  const { named, hostTools, root, isFixed } = choice;
  const found = root && findRootNixpkgs(root.text, root.lock);
  const differs = found
    ? [
        'through the root flake, all nodes get the nixpkgs of the root flake; built by themselves, that of lattice.toml',
      ]
    : [];
  if (hostTools) return { url: standInUrl, takesStandIn: true, notes: differs };
  if (named !== undefined)
    return { ...(await pinned(named, choice, io)), takesStandIn: false, notes: differs };
  if (found?.pin !== undefined && (await isFixed(found.pin))) {
    const { url, pin } = found;
    return (await isFixed(url))
      ? { url, takesStandIn: false, notes: [] }
      : { url, pin, takesStandIn: false, notes: [] };
  }
  if (found) return { ...(await pinned(found.url, choice, io)), takesStandIn: false, notes: [] };
  try {
    return { ...(await pinned(defaultNixpkgs, choice, io)), takesStandIn: false, notes: [] };
  } catch (fault) {
    if (!isCodedError(fault) || fault.code !== 'LOCK_FAILED') throw fault;
    return { url: standInUrl, takesStandIn: true, notes: [standsIn(fault)] };
  }
}

async function pinned(
  url: string,
  { isFixed, onProgress }: NixpkgsChoice,
  { cwd, env }: CommandIo,
): Promise<{ url: string; pin?: string }> {
  if (await isFixed(url)) return { url };
  const nix = await findNix({ cwd, env });
  onProgress(`asking Nix what ${url} stands for now`);
  const config = env.NIX_CONFIG ? `${env.NIX_CONFIG}\n${impatient}` : impatient;
  const pin = await pinReference(nix, url, { cwd, env: { ...env, NIX_CONFIG: config } }).catch((fault) => {
    throw isCodedError(fault) ? unreachable(url, fault) : fault;
  });
  return pin === url ? { url } : { url, pin };
}

function unreachable(url: string, cause: CodedError): CodedError {
  return new CodedError({
    code: 'LOCK_FAILED',
    message: `Nix cannot reach \`${url}\`, so it cannot be pinned`,
    hint: 'flake-lattice init --host-tools   (works offline, on the tools of this machine)\nor name a nixpkgs that can be reached: --nixpkgs URL',
    ...(cause.detail === undefined ? {} : { detail: cause.detail }),
    cause,
  });
}

function standsIn({ detail = '' }: CodedError): string {
  const reason = /error: (.*)/.exec(detail)?.[1] ?? 'no answer';
  return [
    `${defaultNixpkgs} cannot be reached (${reason.trim()});`,
    `a stand-in on the tools of this machine takes its place, in ${standInPath}.`,
    `For nixpkgs itself, write url = "${defaultNixpkgs}" below [inputs.nixpkgs] in lattice.toml,`,
    'then: flake-lattice update nixpkgs',
  ].join('\n      ');
}
