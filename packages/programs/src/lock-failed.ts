// Tells that Nix cannot find what is referred to: takes what was asked and what Nix said, gives an error. Pure.
import { CodedError } from '@flake-lattice/errors';

/** @param hint a command that shows why */
export function lockFailed(what: string, hint: string, stderr: string): CodedError {
  return new CodedError({
    code: 'LOCK_FAILED',
    message: `Nix cannot find out what ${what} stands for`,
    hint: `${hint}   (look at the url in lattice.toml, and at the network)`,
    detail: stderr.trim().split('\n').slice(-8).join('\n'),
  });
}
