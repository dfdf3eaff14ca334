// Reads lattice.toml: takes its path, gives its records, each configuration in it checked and with its places.
import { CodedError, type CodedErrorParts } from '@flake-lattice/errors';
import type { Layer, Origin } from '../origin.js';
import { faultsOfConfig } from '../schema/check-config.js';
import { faultsOfTable } from '../schema/check-table.js';
import { throwFaults } from '../schema/fault.js';
import { latticeSections } from '../schema/lattice-sections.js';
import { nearestName } from '../schema/nearest.js';
import { leafAt, type MarkedTable, mapMarks, nodeAt } from '../toml/marked-table.js';
import type { TomlLeaf } from '../toml/toml-value.js';
import { writeKeyPath } from '../toml/write-literal.js';
import { readTomlFile } from './read-toml-file.js';

export interface LatticeNode {
  readonly name: string;
  readonly description: string | undefined;
  readonly template: 'config';
  /** `[node.NAME.config]`. */
  readonly config: MarkedTable<Origin>;
}

export interface Lattice {
  /** Absolute path of lattice.toml. */
  readonly file: string;
  /** The folder that the flakes go to, relative to that of lattice.toml. */
  readonly output: string;
  /** What `[lattice]` and `[inputs]` say, as configurations. */
  readonly inputs: readonly MarkedTable<Origin>[];
  /** `[config]`. */
  readonly config: MarkedTable<Origin>;
  /** In the order of the file. */
  readonly nodes: ReadonlyMap<string, LatticeNode>;
}

/**
 * @param file absolute path
 * @param shown how errors and origins name it
 * @throws CONFIG_UNKNOWN_SECTION, and as readConfigFile does
 */
export async function readLattice(file: string, shown: string = file): Promise<Lattice> {
  const { table } = await readTomlFile(file, shown);
  const document = mapMarks(table, (place): Origin => ({ layer: 'lattice', name: shown, place }));
  const nodeNames = [...tableAt(document, ['node'], 'node').entries.keys()];
  const configs = [['config'], ...nodeNames.map((name) => ['node', name, 'config'])];
  throwFaults([
    ...faultsOfSections(document),
    ...configs.flatMap((path) => faultsOfConfig(tableAt(document, path, 'lattice'), path)),
  ]);
  return {
    file,
    output: valueAt(document, ['lattice', 'output'], 'generated'),
    inputs: inputsOf(document),
    config: tableAt(document, ['config'], 'lattice'),
    nodes: new Map(nodeNames.map((name) => [name, nodeOf(document, name)])),
  };
}

function faultsOfSections(document: MarkedTable<Origin>): readonly CodedErrorParts[] {
  return [...document.entries].flatMap(([name, node]) => {
    const known = latticeSections.find((section) => section.name === name);
    return known ? faultsOfTable(known, node, [name]) : [unknownSection(name, node.mark)];
  });
}

function unknownSection(name: string, { place }: Origin): CodedErrorParts {
  const names = latticeSections.map((section) => section.name);
  const near = nearestName(name, names);
  const all = `lattice.toml has ${names.map((known) => `[${known}]`).join(', ')}`;
  return {
    code: 'CONFIG_UNKNOWN_SECTION',
    message: `\`${writeKeyPath([name])}\` is not a section of lattice.toml`,
    hint: `${near === undefined ? '' : `did you mean \`${near}\`? `}${all}; a section of a configuration goes below [config]`,
    ...(place ? { place } : {}),
  };
}

function inputsOf(document: MarkedTable<Origin>): readonly MarkedTable<Origin>[] {
  const inputs: MarkedTable<Origin>[] = [];
  const take = (from: readonly string[], to: readonly string[]) => {
    const node = nodeAt(document, from);
    if (node?.kind === 'leaf') inputs.push(leafAt(to, node.value, { ...node.mark, layer: 'inputs' }));
  };
  take(['lattice', 'systems'], ['nix', 'systems']);
  for (const name of tableAt(document, ['inputs'], 'inputs').entries.keys()) {
    take(['inputs', name, 'url'], name === 'nixpkgs' ? ['nix', 'nixpkgs'] : ['nix', 'inputs', name]);
  }
  return inputs;
}

function nodeOf(document: MarkedTable<Origin>, name: string): LatticeNode {
  const description = nodeAt(document, ['node', name, 'description']);
  return {
    name,
    description: description?.kind === 'leaf' ? (description.value as string) : undefined,
    template: valueAt(document, ['node', name, 'template'], 'config'),
    config: tableAt(document, ['node', name, 'config'], 'node'),
  };
}

/** An empty table where the document has none, or has something else, which is then reported as a fault. */
function tableAt(document: MarkedTable<Origin>, path: readonly string[], layer: Layer): MarkedTable<Origin> {
  const node = nodeAt(document, path);
  if (node?.kind !== 'table') return { kind: 'table', entries: new Map(), mark: { ...document.mark, layer } };
  return mapMarks(node, (mark): Origin => ({ ...mark, layer }));
}

function valueAt<Value extends TomlLeaf>(
  document: MarkedTable<Origin>,
  path: readonly string[],
  otherwise: Value,
): Value {
  const node = nodeAt(document, path);
  return node?.kind === 'leaf' ? (node.value as Value) : otherwise;
}

/** @throws USAGE when the lattice has no such node */
export function nodeNamed(lattice: Lattice, name: string, shown: string): LatticeNode {
  const node = lattice.nodes.get(name);
  if (node) return node;
  const names = [...lattice.nodes.keys()];
  const near = nearestName(name, names);
  const all = names.length === 0 ? 'it has none' : `it has ${names.join(', ')}`;
  throw new CodedError({
    code: 'USAGE',
    message: `\`${shown}\` has no node \`${name}\``,
    hint: near === undefined ? all : `did you mean \`${near}\`? ${all}`,
  });
}
