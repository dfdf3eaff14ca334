// Takes the caches of [distribute], gives the options with which Nix takes from them what their keys have signed.
import type { Distribution } from '@flake-lattice/config-builder';

/**
 * They come beside what Nix is configured with. A cache that breaks off in the middle stops no build: what it does not
 * give is built.
 */
export function cacheOptions({ caches, keys }: Distribution): readonly string[] {
  if (caches.size === 0) return [];
  const named = [...caches.values()].flatMap((cache) => cache.keys);
  const trusted = [...new Set(named.flatMap((name) => keys.get(name)?.public ?? []))];
  const urls = [...new Set([...caches.values()].map(({ url }) => url))];
  return [
    '--fallback',
    // Small outputs are marked as quicker to make than to ask for; who has a cache of the whole lattice need not make them.
    ...['--option', 'always-allow-substitutes', 'true'],
    ...['--option', 'extra-substituters', urls.join(' ')],
    ...(trusted.length === 0 ? [] : ['--option', 'extra-trusted-public-keys', trusted.join(' ')]),
  ];
}
