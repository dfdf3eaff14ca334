// Holds a table against its known shape: takes both, gives the faults, each at the key that has it.
import type { CodedErrorParts } from '@flake-lattice/errors';
import type { Origin } from '../origin.js';
import type { MarkedNode, MarkedTable } from '../toml/marked-table.js';
import { kindOfToml, nameOfKind } from '../toml/toml-value.js';
import { writeKey, writeKeyPath } from '../toml/write-literal.js';
import { faultAt, hintToWrite } from './fault.js';
import { faultOfValue } from './key-type.js';
import { type KnownKey, type KnownTable, namesIn } from './known-table.js';
import { nearestName } from './nearest.js';
import { type Form, type TextForm, textForms } from './text-form.js';

/** @param path of the table, as messages name it */
export function faultsOfTable(
  known: KnownTable,
  node: MarkedNode<Origin>,
  path: readonly string[],
): readonly CodedErrorParts[] {
  if (node.kind === 'leaf') return [notATable(known, node, path)];
  if (known.free) return [];
  const faults: CodedErrorParts[] = [];
  for (const [name, inner] of node.entries) {
    // Not `flatMap`: most entries have none, and there are thousands.
    const own = faultsOfEntry(known, name, inner, [...path, name]);
    if (own.length > 0) faults.push(...own);
  }
  return faults;
}

function faultsOfEntry(
  known: KnownTable,
  name: string,
  node: MarkedNode<Origin>,
  path: readonly string[],
): readonly CodedErrorParts[] {
  const key = known.keys?.find((candidate) => candidate.name === name);
  if (key) return faultsOfKey(key, node, path);
  const table = known.tables?.find((candidate) => candidate.name === name);
  if (table) return faultsOfTable(table, node, path);
  const { named, namedTables } = known;
  const form = named?.form ?? namedTables?.form;
  if (form === undefined) return [unknownKey(known, name, node, path)];
  if (!textForms[form].pattern.test(name)) return [faultOfName(form, name, node, path)];
  return named ? faultsOfKey(named, node, path) : faultsOfTable(namedTables as KnownTable, node, path);
}

function faultOfName(
  form: TextForm,
  name: string,
  node: MarkedNode<Origin>,
  path: readonly string[],
): CodedErrorParts {
  const { says, code, reason }: Form = textForms[form];
  const why = reason === undefined ? '' : `: it ${reason(name)}`;
  return faultAt(node.mark, {
    code: code ?? 'CONFIG_UNKNOWN_KEY',
    message: `\`${shorten(writeKeyPath(path))}\`: ${shorten(JSON.stringify(name))} is not ${says}${why}`,
    hint: 'give it another name',
  });
}

/** A name can be as long as a file; a message is to be read. */
function shorten(text: string): string {
  return text.length <= 200 ? text : `${text.slice(0, 100)}…${text.slice(-40)}`;
}

function faultsOfKey(
  key: KnownKey,
  node: MarkedNode<Origin>,
  path: readonly string[],
): readonly CodedErrorParts[] {
  const fault = faultOfValue(key.type, node.kind === 'leaf' ? node.value : new Map());
  if (fault === undefined) return [];
  const { mended, ...told } = fault;
  const example = mended ?? key.default ?? key.example;
  if (example === undefined) throw new Error(`the known key ${key.name} has neither default nor example`);
  const hint = hintToWrite(node.mark, path, example);
  return [faultAt(node.mark, { ...told, message: `\`${writeKeyPath(path)}\` ${told.message}`, hint })];
}

function notATable(
  known: KnownTable,
  node: MarkedNode<Origin> & { kind: 'leaf' },
  path: readonly string[],
): CodedErrorParts {
  const found = nameOfKind(kindOfToml(node.value));
  const message = `\`${writeKeyPath(path)}\` is ${found}, not a table`;
  const inside = [...namesIn(known).map(writeKey), known.named?.name, known.namedTables?.name];
  const keys = inside.filter((name) => name !== undefined).join(', ');
  const hint = `write it as a table, [${writeKeyPath(path)}]${keys === '' ? '' : `, with keys below it: ${keys}`}`;
  return faultAt(node.mark, { code: 'CONFIG_WRONG_TYPE', message, hint });
}

function unknownKey(
  known: KnownTable,
  name: string,
  node: MarkedTable<Origin> | MarkedNode<Origin>,
  path: readonly string[],
): CodedErrorParts {
  const names = namesIn(known);
  const near = nearestName(name, names);
  const all = `[${writeKeyPath(path.slice(0, -1))}] has ${names.map(writeKey).join(', ')}`;
  return faultAt(node.mark, {
    code: 'CONFIG_UNKNOWN_KEY',
    message: `\`${writeKeyPath(path)}\` is not a known key`,
    hint: near === undefined ? all : `did you mean \`${near}\`? ${all}`,
  });
}
