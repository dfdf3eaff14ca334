// Takes configurations, weakest first, gives their merge: each leaf with who set it and whom that overrode. Pure.
import { CodedError } from '@flake-lattice/errors';
import { type Origin, showOrigin } from '../origin.js';
import type { MarkedLeaf, MarkedNode, MarkedTable } from '../toml/marked-table.js';
import { kindOfToml, nameOfKind, type TomlLeaf } from '../toml/toml-value.js';
import { writeKeyPath } from '../toml/write-literal.js';

/** What a leaf of a merge knows of its past. */
export interface Provenance {
  readonly set: Origin;
  /** The values that lost, strongest first. */
  readonly overrode: readonly { readonly value: TomlLeaf; readonly set: Origin }[];
}

/**
 * Tables merge key by key; any other value replaces the weaker one whole, arrays too. Keys keep the order in which the
 * weakest source that has them gives them.
 *
 * Laws, held by tests: a configuration without keys changes nothing; the values of merge(a, b, c) are those of
 * merge(merge(a, b), c) and merge(a, merge(b, c)); merging a configuration with itself gives its values.
 *
 * @throws CONFIG_CONFLICT where a table meets a value of another kind, naming both origins
 */
export function mergeConfigs(configs: readonly MarkedTable<Origin>[]): MarkedTable<Provenance> {
  const nowhere: Origin = { layer: 'default', name: 'default' };
  return configs.reduce<MarkedTable<Provenance>>((weaker, stronger) => mergeTables(weaker, stronger, []), {
    kind: 'table',
    entries: new Map(),
    mark: { set: nowhere, overrode: [] },
  });
}

function mergeTables(
  weaker: MarkedTable<Provenance>,
  stronger: MarkedTable<Origin>,
  path: readonly string[],
): MarkedTable<Provenance> {
  const entries = new Map(weaker.entries);
  for (const [key, node] of stronger.entries) {
    entries.set(key, mergeNodes(entries.get(key), node, [...path, key]));
  }
  return { kind: 'table', entries, mark: weaker.mark };
}

function mergeNodes(
  weaker: MarkedNode<Provenance> | undefined,
  stronger: MarkedNode<Origin>,
  path: readonly string[],
): MarkedNode<Provenance> {
  if (stronger.kind === 'table') {
    if (weaker?.kind === 'leaf') throw conflict(path, stronger, weaker);
    const fresh: MarkedTable<Provenance> = {
      kind: 'table',
      entries: new Map(),
      mark: { set: stronger.mark, overrode: [] },
    };
    return mergeTables(weaker ?? fresh, stronger, path);
  }
  if (weaker?.kind === 'table') throw conflict(path, stronger, weaker);
  return { ...stronger, mark: { set: stronger.mark, overrode: weaker === undefined ? [] : pastOf(weaker) } };
}

function pastOf({ value, mark }: MarkedLeaf<Provenance>): Provenance['overrode'] {
  return [{ value, set: mark.set }, ...mark.overrode];
}

/** A table meets a value of another kind. */
export function conflict(
  path: readonly string[],
  stronger: MarkedNode<Origin>,
  weaker: MarkedNode<Provenance>,
): CodedError {
  const { mark } = stronger;
  const say = (node: MarkedNode<unknown>) =>
    node.kind === 'table' ? 'a table' : nameOfKind(kindOfToml(node.value));
  const [here, there] = [showOrigin(mark), showOrigin(weaker.mark.set)];
  return new CodedError({
    code: 'CONFIG_CONFLICT',
    message: `\`${writeKeyPath(path)}\` is ${say(stronger)} in \`${here}\` and ${say(weaker)} in \`${there}\``,
    hint: `rename the key in one of the two, or make both a table`,
    ...(mark.place ? { place: mark.place } : {}),
  });
}
