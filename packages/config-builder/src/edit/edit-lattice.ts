// Edits of lattice.toml: each takes its text and a change, gives the text with just that, all other bytes kept.
import { CodedError } from '@flake-lattice/errors';
import { hintOfNames } from '../schema/nearest.js';
import { reasonAgainst } from '../schema/reserved-names.js';
import { textForms } from '../schema/text-form.js';
import { type MarkedTable, nodeAt, withoutMarks } from '../toml/marked-table.js';
import { readToml } from '../toml/read-toml.js';
import type { TomlLeaf, TomlValue } from '../toml/toml-value.js';
import { writeKeyPath } from '../toml/write-literal.js';
import { appended, setKeyInText, verified, withKey, writeInlineValue } from './edit-text.js';

export interface NewNode {
  readonly name: string;
  readonly description?: string;
  /** The default, `config`, where none is given. */
  readonly template?: string;
  readonly extends: readonly string[];
  /** The folder of a flake that somebody wrote and that is the node. */
  readonly flake?: string;
}

/**
 * The text with a node more, at its end.
 *
 * @param shown how errors name the file
 * @throws NODE_NAME_INVALID, NODE_EXISTS, LATTICE_NOT_EDITABLE, CONFIG_SYNTAX
 */
export function addNode(given: string, node: NewNode, shown = 'lattice.toml'): string {
  const [mark, text] = splitByteOrderMark(given);
  const { name, description, template, flake } = node;
  if (!textForms.nodeName.pattern.test(name)) throw invalidName(name);
  const document = readToml(text, shown);
  if (nodeAt(document, ['node', name]) !== undefined) throw nodeExists(name, shown);
  const keys: (readonly [string, TomlLeaf])[] = [
    ...(description === undefined ? [] : [['description', description] as const]),
    ...(template === undefined ? [] : [['template', template] as const]),
    ...(flake === undefined ? [] : [['flake', flake] as const]),
    ...(node.extends.length === 0 ? [] : [['extends', [...node.extends]] as const]),
  ];
  const lines = [
    `[${writeKeyPath(['node', name])}]`,
    ...keys.map(([key, value]) => `${key} = ${writeInlineValue(value)}`),
  ];
  const wanted = withKey(withoutMarks(document), ['node', name], new Map<string, TomlValue>(keys));
  return mark + verified(text, appended(text, lines), wanted, lines, shown);
}

/**
 * The text with one key of `[node.NAME]` set, added or replaced.
 *
 * @throws NODE_UNKNOWN, LATTICE_NOT_EDITABLE, CONFIG_SYNTAX
 */
export function setNodeKey(
  given: string,
  node: string,
  key: string,
  value: TomlLeaf,
  shown = 'lattice.toml',
): string {
  const [mark, text] = splitByteOrderMark(given);
  const document = readToml(text, shown);
  if (nodeAt(document, ['node', node])?.kind !== 'table') {
    throw unknown('NODE_UNKNOWN', `\`${shown}\` has no node \`${node}\``, node, document, 'node');
  }
  return mark + setKeyInText(text, ['node', node], key, value, shown);
}

/**
 * The text with the pin of an external input set. `nixpkgs` need not be written there.
 *
 * @throws INPUT_UNKNOWN, LATTICE_NOT_EDITABLE, CONFIG_SYNTAX
 */
export function setExternalPin(given: string, name: string, pin: string, shown = 'lattice.toml'): string {
  const [mark, text] = splitByteOrderMark(given);
  const document = readToml(text, shown);
  if (name !== 'nixpkgs' && nodeAt(document, ['inputs', name])?.kind !== 'table') {
    throw unknown(
      'INPUT_UNKNOWN',
      `\`${shown}\` has no external input \`${name}\``,
      name,
      document,
      'inputs',
    );
  }
  return mark + setKeyInText(text, ['inputs', name], 'pin', pin, shown);
}

/** Editors of some systems put one first, which is no part of the document. */
function splitByteOrderMark(text: string): readonly [mark: string, text: string] {
  return text.startsWith('\ufeff') ? ['\ufeff', text.slice(1)] : ['', text];
}

function invalidName(name: string): CodedError {
  return new CodedError({
    code: 'NODE_NAME_INVALID',
    message: `${JSON.stringify(name)} is not ${textForms.nodeName.says}: it ${reasonAgainst(name)}`,
    hint: 'choose another name',
  });
}

function nodeExists(name: string, shown: string): CodedError {
  return new CodedError({
    code: 'NODE_EXISTS',
    message: `\`${shown}\` has a node \`${name}\` already`,
    hint: 'choose another name',
  });
}

function unknown(
  code: 'NODE_UNKNOWN' | 'INPUT_UNKNOWN',
  message: string,
  name: string,
  document: MarkedTable<unknown>,
  section: string,
): CodedError {
  const node = nodeAt(document, [section]);
  const names = node?.kind === 'table' ? [...node.entries.keys()] : [];
  return new CodedError({ code, message, hint: hintOfNames(name, names) });
}
