// Holds the document of a lattice against its sections: takes it, gives the faults of types, keys and names.
import type { CodedErrorParts } from '@flake-lattice/errors';
import type { Origin } from '../origin.js';
import { faultsOfConfig } from '../schema/check-config.js';
import { faultsOfTable } from '../schema/check-table.js';
import { faultAt } from '../schema/fault.js';
import { latticeSections, newestSchema } from '../schema/lattice-sections.js';
import { nearestName } from '../schema/nearest.js';
import { tableAt } from '../sources/document-values.js';
import { leavesOf, type MarkedTable, nodeAt, valueOfNode } from '../toml/marked-table.js';
import { isTomlArray, isTomlTable, type TomlValue } from '../toml/toml-value.js';
import { writeKeyPath } from '../toml/write-literal.js';
import { faultsOfSecrets } from './find-secrets.js';

type Document = MarkedTable<Origin>;

/** A file of a newer format has that one fault, since all others may be none there. */
export function checkDocument(document: Document): readonly CodedErrorParts[] {
  const schema = nodeAt(document, ['lattice', 'schema']);
  if (schema?.kind === 'leaf' && typeof schema.value === 'bigint' && schema.value > newestSchema) {
    return [
      faultAt(schema.mark, {
        code: 'LATTICE_TOO_NEW',
        message: `\`lattice.schema\` is ${schema.value}, and this version of flake-lattice knows up to ${newestSchema}`,
        hint: 'update flake-lattice to a version that knows it',
      }),
    ];
  }
  const configs: (readonly string[])[] = [['config']];
  for (const name of tableAt(document, ['node']).entries.keys()) configs.push(['node', name, 'config']);
  return [
    ...[...document.entries].flatMap(([name, node]) => {
      const known = latticeSections.find((section) => section.name === name);
      if (!known) return [unknownSection(name, node.mark)];
      const secrets = name === 'distribute' ? faultsOfSecrets(node, [name]) : [];
      return secrets.length > 0 ? secrets : faultsOfTable(known, node, [name]);
    }),
    ...configs.flatMap((path) => {
      const config = nodeAt(document, path);
      return config?.kind === 'table' && config.entries.size > 0 ? faultsOfNodeConfig(config, path) : [];
    }),
  ];
}

function unknownSection(name: string, mark: Origin): CodedErrorParts {
  const names = latticeSections.map((section) => section.name);
  const near = nearestName(name, names);
  const all = `lattice.toml has ${names.map((known) => `[${known}]`).join(', ')}`;
  return faultAt(mark, {
    code: 'CONFIG_UNKNOWN_SECTION',
    message: `\`${writeKeyPath([name])}\` is not a section of lattice.toml`,
    hint: `${near === undefined ? '' : `did you mean \`${near}\`? `}${all}; a section of a configuration goes below [config]`,
  });
}

function faultsOfNodeConfig(config: Document, path: readonly string[]): readonly CodedErrorParts[] {
  return [
    ...faultsOfConfig(config, path),
    ...misplacedInputs(config, path),
    ...valuesThatNixCannotHold(config, path),
  ];
}

/** One hub has one nixpkgs, and one of each input, for all nodes: their references have one place. */
function misplacedInputs(config: Document, path: readonly string[]): readonly CodedErrorParts[] {
  if (!config.entries.has('nix')) return [];
  return ['nixpkgs', 'inputs'].flatMap((key) => {
    const node = nodeAt(config, ['nix', key]);
    if (node === undefined) return [];
    const section = key === 'nixpkgs' ? '[inputs.nixpkgs]' : '[inputs.NAME]';
    return faultAt(node.mark, {
      code: 'CONFIG_MISPLACED',
      message: `\`${writeKeyPath([...path, 'nix', key])}\` says what ${section} is to say for the whole lattice`,
      hint: `write it as url below ${section}${key === 'inputs' ? ', and NAME into the inputs of the nodes that take it' : ''}`,
    });
  });
}

function valuesThatNixCannotHold(config: Document, below: readonly string[]): readonly CodedErrorParts[] {
  if (!holdsNulBelow(config)) return [];
  const faults: CodedErrorParts[] = [];
  for (const { path, node } of leavesOf(config)) {
    if (!path.some((key) => key.includes('\0')) && !holdsNul(valueOfNode(node))) continue;
    faults.push(
      faultAt(node.mark, {
        code: 'VALUE_NOT_NIX',
        message: `\`${writeKeyPath([...below, ...path])}\` holds the character NUL, which no string of Nix can`,
        hint: 'write it without \\u0000',
      }),
    );
  }
  return faults;
}

function holdsNulBelow({ entries }: Document): boolean {
  for (const [key, node] of entries) {
    if (key.includes('\0')) return true;
    if (node.kind === 'table' ? holdsNulBelow(node) : holdsNul(node.value)) return true;
  }
  return false;
}

function holdsNul(value: TomlValue): boolean {
  if (typeof value === 'string') return value.includes('\0');
  if (typeof value !== 'object') return false;
  if (isTomlArray(value)) return value.some(holdsNul);
  return isTomlTable(value) && [...value].some(([key, item]) => key.includes('\0') || holdsNul(item));
}
