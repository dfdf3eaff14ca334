// What a value of a known key may be: types as data, checked against a value and put into words.
import type { ErrorCode } from '@flake-lattice/errors';
import { isTomlArray, kindOfToml, nameOfKind, type TomlLeaf, type TomlValue } from '../toml/toml-value.js';
import { type Form, type TextForm, textForms } from './text-form.js';

export type KeyType =
  | { readonly kind: 'string'; readonly form: TextForm }
  | { readonly kind: 'word'; readonly words: readonly string[] }
  | { readonly kind: 'boolean'; readonly orWord?: string }
  | { readonly kind: 'integer'; readonly least: bigint; readonly most: bigint }
  /** None twice, and at least one unless `orNone`; `orOne`: a single string stands for a list of one. */
  | { readonly kind: 'strings'; readonly form: TextForm; readonly orOne?: boolean; readonly orNone?: boolean }
  /** One of the words, or the path of a file with that ending. */
  | { readonly kind: 'wordOrFile'; readonly words: readonly string[]; readonly ending: string };

export interface TypeFault {
  readonly code: ErrorCode;
  /** Goes on a sentence that begins with the key, such as "is a string, not a boolean". */
  readonly message: string;
  /** What was meant, where that is certain. */
  readonly mended?: TomlLeaf;
}

/** What is wrong with a value for a key of that type, if anything. */
export function faultOfValue(type: KeyType, value: TomlValue): TypeFault | undefined {
  switch (type.kind) {
    case 'string':
      return typeof value === 'string' ? faultOfText(type.form, value) : wrongType(type, value);
    case 'word':
      if (typeof value !== 'string') return wrongType(type, value);
      return type.words.includes(value) ? undefined : outOfRange(`${show(value)}, not ${sayType(type)}`);
    case 'boolean':
      if (typeof value === 'boolean' || (value === type.orWord && value !== undefined)) return undefined;
      return wrongType(type, value);
    case 'integer':
      if (typeof value !== 'bigint') return wrongType(type, value);
      if (value >= type.least && value <= type.most) return undefined;
      return outOfRange(`${value}, not ${sayType(type)}`);
    case 'strings':
      if (type.orOne && typeof value === 'string') return faultOfText(type.form, value);
      return isTomlArray(value) ? faultOfStrings(type, value) : wrongType(type, value);
    case 'wordOrFile':
      if (typeof value !== 'string') return wrongType(type, value);
      if (type.words.includes(value)) return undefined;
      if (value.endsWith(type.ending)) return faultOfText('relativePath', value);
      return outOfRange(`${show(value)}, not ${sayType(type)}`);
  }
}

function faultOfStrings(
  type: KeyType & { kind: 'strings' },
  values: readonly TomlValue[],
): TypeFault | undefined {
  if (values.length === 0 && !type.orNone) return outOfRange('empty, and must name at least one');
  const seen = new Set<TomlValue>();
  for (const value of values) {
    if (typeof value !== 'string') {
      const found = nameOfKind(kindOfToml(value));
      return { code: 'CONFIG_WRONG_TYPE', message: `holds ${found}, and must be ${sayType(type)}` };
    }
    const fault = faultOfText(type.form, value);
    if (fault) return { ...fault, message: fault.message.replace(/^is/, 'holds') };
    if (seen.has(value)) {
      const mended = [...new Set(values as readonly string[])];
      return { code: 'CONFIG_OUT_OF_RANGE', message: `names ${show(value)} twice`, mended };
    }
    seen.add(value);
  }
  return undefined;
}

function faultOfText(form: TextForm, value: string): TypeFault | undefined {
  const { pattern, says, code }: Form = textForms[form];
  if (pattern.test(value)) return undefined;
  return { code: code ?? 'CONFIG_OUT_OF_RANGE', message: `is ${show(value)}, not ${says}` };
}

function wrongType(type: KeyType, value: TomlValue): TypeFault {
  const found = nameOfKind(kindOfToml(value));
  return { code: 'CONFIG_WRONG_TYPE', message: `is ${found}, not ${sayType(type)}` };
}

function outOfRange(rest: string): TypeFault {
  return { code: 'CONFIG_OUT_OF_RANGE', message: `is ${rest}` };
}

function show(text: string): string {
  return JSON.stringify(text);
}

/** `a boolean`, `an integer from 0 to 2`: a type as it stands in a sentence. */
export function sayType(type: KeyType): string {
  switch (type.kind) {
    case 'string':
      return type.form === 'text' ? 'a string' : `a string (${textForms[type.form].says})`;
    case 'word':
      return `one of ${type.words.map(show).join(', ')}`;
    case 'boolean':
      return type.orWord === undefined ? 'a boolean' : `a boolean or ${show(type.orWord)}`;
    case 'integer':
      if (type.least === type.most) return `the integer ${type.least}`;
      return type.most === 2n ** 63n - 1n
        ? `an integer of at least ${type.least}`
        : `an integer from ${type.least} to ${type.most}`;
    case 'wordOrFile':
      return `one of ${type.words.map(show).join(', ')}, or a file whose name ends in ${show(type.ending)}`;
    case 'strings': {
      const several = `an array of strings (each ${textForms[type.form].says})`;
      return type.orOne ? `${several}, or one such string` : several;
    }
  }
}
