// Where a value of the configuration comes from: the mark that every key carries through the merge.
import type { Place } from '@flake-lattice/errors';

/** The sources of a configuration, weakest first. `inputs` are the pins of lattice.toml: `[lattice]` and `[inputs]`. */
export const layers = ['default', 'inputs', 'host', 'base', 'lattice', 'node', 'environment', 'set'] as const;

export type Layer = (typeof layers)[number];

export interface Origin {
  readonly layer: Layer;
  /** A file as the user knows it, the name of a variable, or the argument of `--set`. */
  readonly name: string;
  /** Only of sources that are files. */
  readonly place?: Place;
  /** The node whose `[node.NAME.config]` it is. */
  readonly node?: string;
}

/** `lattice.toml:12`, `FLAKE_LATTICE__RUST__CHANNEL`, `--set rust.channel="beta"`: an origin in a few words. */
export function showOrigin({ layer, name, place }: Origin): string {
  if (place?.line !== undefined) return `${name}:${place.line}`;
  return layer === 'set' ? `--set ${name}` : name;
}
