// Prints what went wrong with builders and caches and stopped nothing: takes what a build tells, gives coded warnings.
import type { Lattice } from '@flake-lattice/config-builder';
import { CodedError, quoteForShell } from '@flake-lattice/errors';
import type { Output } from '../output.js';
import type { BuiltNodes } from './build-nodes.js';

export function printWarnings(
  { unreachable, untrusted, fault }: BuiltNodes,
  { distribute, shown }: Pick<Lattice, 'distribute' | 'shown'>,
  output: Output,
): void {
  for (const [builder, reason] of fault?.code === 'BUILDER_UNREACHABLE' ? [] : unreachable) {
    output.warn(
      new CodedError({
        code: 'BUILDER_UNREACHABLE',
        message: `\`${builder}\` cannot be reached (${reason}), and other machines did its work`,
        hint: `nix store info --store ${quoteForShell(builder)}   (shows why)`,
      }),
    );
  }
  for (const cache of untrusted) {
    const declared = [...distribute.caches.values()].find(({ url }) => sameAddress(url, cache));
    const keys = (declared?.keys ?? []).map((key) => `\`${key}\``).join(', ');
    output.warn(
      new CodedError({
        code: 'CACHE_UNTRUSTED',
        message: `what \`${cache}\` offers is signed by no key that is trusted${keys === '' ? '' : `, ${keys} among them`}; nothing was taken from it`,
        hint:
          declared === undefined
            ? 'nix config show trusted-public-keys   (what Nix is configured with)'
            : `ask who fills it for the public key, and write it to \`${shown}\`:\n[distribute.keys.NAME]\npublic = "…"\n[distribute.caches.${declared.name}]\nkeys = ["NAME"]`,
      }),
    );
  }
}

function sameAddress(one: string, other: string): boolean {
  const plain = (address: string) => address.replace(/\?.*$/, '').replace(/\/+$/, '');
  return plain(one) === plain(other);
}
