// Takes the document of a lattice whose sections have been checked, gives its records.
import { join, posix } from 'node:path';
import type { Place } from '@flake-lattice/errors';
import { isFixed } from '../lattice/check-pins.js';
import { repositoryTop } from '../lattice/repository-top.js';
import type { Origin } from '../origin.js';
import { knownSections } from '../schema/known-sections.js';
import type { KnownTable } from '../schema/known-table.js';
import { builtInTemplates, latticeSections, templateEnding } from '../schema/lattice-sections.js';
import { leafAt, mapMarks, nodeAt } from '../toml/marked-table.js';
import type { TomlLeaf } from '../toml/toml-value.js';
import { cratesOf, facadeOf } from './crate-record.js';
import { distributionOf } from './distribute-record.js';
import {
  type Document,
  emptyTable,
  placeOf,
  sortedByKey,
  sortedByName,
  tableAt,
  textAt,
  textsAt,
  textsByName,
  valueAt,
  withoutEndingSlash,
} from './document-values.js';
import type { ExternalInput, Lattice, LatticeNode, NodeTemplate } from './lattice-record.js';

/** What a document alone does not tell. */
export type LatticeSource = Pick<Lattice, 'file' | 'shown' | 'folder' | 'format'>;

export function buildRecords(document: Document, source: LatticeSource): Lattice {
  const crates = cratesOf(document);
  const nodes = sortedByName([
    ...[...crates.values()].map((crate) => facadeOf(crate, emptyTable(document.mark))),
    ...[...tableAt(document, ['node']).entries].map(([name, node]) =>
      nodeOf(name, node as Document, source.folder),
    ),
  ]);
  const files = [...nodes.values()].flatMap(({ template }) =>
    template.kind === 'file' ? [template.file] : [],
  );
  return {
    ...source,
    output: withoutEndingSlash(
      textAt(document, ['lattice', 'output']) ?? (defaultOf('lattice', 'output') as string),
    ),
    systems:
      textsAt(document, ['lattice', 'systems']) ?? (defaultOf('lattice', 'systems') as readonly string[]),
    externals: externalsOf(document, source),
    inputs: inputsOf(document),
    config: tableAt(document, ['config']),
    nodes,
    crates,
    distribute: distributionOf(document),
    templateFiles: [...new Set(files)].sort(),
  };
}

function externalsOf(
  document: Document,
  { shown, folder }: LatticeSource,
): ReadonlyMap<string, ExternalInput> {
  const top = repositoryTop(folder);
  const isUrlFixed = (url: string) => isFixed(url, folder, top);
  const written = [...tableAt(document, ['inputs']).entries].map(([name, node]) =>
    externalOf(name, node as Document, placeOf(node.mark, shown), isUrlFixed),
  );
  if (written.some(({ name }) => name === 'nixpkgs')) return sortedByName(written);
  return sortedByName([
    ...written,
    externalOf('nixpkgs', emptyTable(document.mark), { file: shown }, isUrlFixed),
  ]);
}

function externalOf(
  name: string,
  table: Document,
  place: Place,
  isUrlFixed: (url: string) => boolean,
): ExternalInput {
  const pin = textAt(table, ['pin']);
  const url = textAt(table, ['url']) ?? (name === 'nixpkgs' ? defaultNixpkgs : '');
  return {
    name,
    place,
    url,
    ...(pin === undefined ? {} : { pin }),
    fixed: isUrlFixed(url),
    flake: (valueAt(table, ['flake']) as boolean | undefined) ?? true,
    follows: textsByName(tableAt(table, ['follows'])),
  };
}

function nodeOf(name: string, table: Document, folder: string): LatticeNode {
  const description = textAt(table, ['description']);
  const script = textAt(table, ['script']);
  const source = textAt(table, ['source']);
  const flake = textAt(table, ['flake']);
  const env = tableAt(table, ['env']);
  return {
    name,
    place: placeOf(table.mark, ''),
    ...(description === undefined ? {} : { description }),
    template: templateOf(textAt(table, ['template']) ?? 'config', folder),
    extends: [...(textsAt(table, ['extends']) ?? [])].sort(),
    inputs: [...(textsAt(table, ['inputs']) ?? [])].sort(),
    packages: textsAt(table, ['packages']) ?? [],
    env: textsByName(env),
    markedEnv: ofNode(env, name),
    ...(script === undefined ? {} : { script }),
    ...(source === undefined ? {} : { source: withoutEndingSlash(source) }),
    ejected: valueAt(table, ['ejected']) === true,
    ...(flake === undefined ? {} : { flake: withoutEndingSlash(flake) }),
    config: ofNode(tableAt(table, ['config']), name),
  };
}

function templateOf(text: string, folder: string): NodeTemplate {
  const name = builtInTemplates.find((word) => word === text);
  if (name !== undefined || !text.endsWith(templateEnding))
    return { kind: 'built-in', name: name ?? 'config' };
  return { kind: 'file', file: join(folder, text), shown: posix.normalize(text) };
}

/** All of `[inputs]`, as the configuration that belongs to no node has it. */
function inputsOf(document: Document): readonly Document[] {
  const inputs: Document[] = [];
  const systems = nodeAt(document, ['lattice', 'systems']);
  if (systems?.kind === 'leaf') inputs.push(leafAt(['nix', 'systems'], systems.value, asInput(systems.mark)));
  for (const [name, table] of sortedByKey(tableAt(document, ['inputs']).entries)) {
    const reference = nodeAt(table as Document, ['pin']) ?? nodeAt(table as Document, ['url']);
    const path = name === 'nixpkgs' ? ['nix', 'nixpkgs'] : ['nix', 'inputs', name];
    if (reference?.kind === 'leaf') inputs.push(leafAt(path, reference.value, asInput(reference.mark)));
  }
  return inputs;
}

function asInput(mark: Origin): Origin {
  return { ...mark, layer: 'inputs' };
}

function ofNode(table: Document, node: string): Document {
  return mapMarks(table, (mark): Origin => ({ ...mark, layer: 'node', node }));
}

function defaultOf(section: string, key: string): TomlLeaf {
  return defaultIn(latticeSections, section, key);
}

function defaultIn(sections: readonly KnownTable[], section: string, key: string): TomlLeaf {
  const value = sections
    .find(({ name }) => name === section)
    ?.keys?.find(({ name }) => name === key)?.default;
  if (value === undefined) throw new Error(`${section}.${key} has no default`);
  return value;
}

const defaultNixpkgs = defaultIn(knownSections, 'nix', 'nixpkgs') as string;
