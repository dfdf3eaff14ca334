// Names the flakes outside: takes where all inputs lead, gives each flake one name, and two flakes never the same.
import { createHash } from 'node:crypto';
import type { CollectedFlake, ExternalFlake } from './graph.js';
import type { Target } from './locate-input.js';

export interface NamedExternals {
  readonly all: readonly ExternalFlake[];
  readonly nameOf: (input: string, target: Target) => string;
}

/**
 * `nix:NAME` after the input. Where inputs of one name lead to different flakes, that of the hub has it, and the others are
 * told apart by what they refer to.
 */
export function nameExternals(
  targets: ReadonlyMap<CollectedFlake, readonly (readonly [string, Target])[]>,
): NamedExternals {
  const references = new Map<string, string[]>();
  // Those of hubs first.
  const ordered = [...targets].sort(([one], [other]) => Number(isHub(other)) - Number(isHub(one)));
  for (const [, located] of ordered) {
    for (const [input, target] of located) {
      if (target.kind === 'node') continue;
      const known = references.get(input) ?? [];
      if (!known.includes(target.reference)) references.set(input, [...known, target.reference]);
    }
  }
  const nameOf = (input: string, reference: string) =>
    references.get(input)?.[0] === reference ? `nix:${input}` : `nix:${input}@${shortHash(reference)}`;
  const all = [...references].flatMap(([input, each]) =>
    each.map((reference) => ({ name: nameOf(input, reference), input, reference })),
  );
  return {
    all: all.sort((one, other) => (one.name < other.name ? -1 : 1)),
    nameOf: (input, target) => nameOf(input, target.kind === 'node' ? '' : target.reference),
  };
}

function isHub({ folder, tree }: CollectedFlake): boolean {
  return folder === tree.folder;
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
