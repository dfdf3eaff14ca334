// Asks Nix what derivations are built from: takes some, gives all that each needs, directly or not.
import { basename, dirname } from 'node:path';
import type { Nix } from './find-nix.js';
import { runNix } from './run-nix.js';

/** What a derivation needs, itself among it. */
export type Requisites = (derivation: string) => ReadonlySet<string>;

/** Nothing is known of a derivation that is not in the store. */
export async function readDerivationGraph(
  nix: Nix,
  derivations: readonly string[],
  { cwd, env }: { readonly cwd: string; readonly env: Readonly<Record<string, string | undefined>> },
): Promise<Requisites> {
  const args = ['--query', '--graph', ...derivations];
  const { stdout } = await runNix(nix, args, { program: 'nix-store', cwd, env });
  const store = dirname(derivations[0] ?? '/');
  const needs = new Map<string, string[]>();
  for (const [, needed = '', user = ''] of stdout.matchAll(/^"([^"]+)" -> "([^"]+)"/gm))
    needs.set(user, [...(needs.get(user) ?? []), needed]);
  return (derivation) => {
    const seen = new Set([basename(derivation)]);
    for (const name of seen) for (const needed of needs.get(name) ?? []) seen.add(needed);
    return new Set([...seen].map((name) => `${store}/${name}`));
  };
}
