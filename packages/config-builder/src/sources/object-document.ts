// Takes an object of JavaScript, gives the document of TOML that it stands for; what TOML has no value for is refused.
import { types } from 'node:util';
import { CodedError } from '@flake-lattice/errors';
import type { Origin } from '../origin.js';
import { faultAt } from '../schema/fault.js';
import type { MarkedNode, MarkedTable } from '../toml/marked-table.js';
import type { TomlLeaf, TomlTable, TomlValue } from '../toml/toml-value.js';
import { writeKeyPath } from '../toml/write-literal.js';

/** As deep as the reader of TOML goes; an object that holds itself goes deeper. */
const deepest = 256;

type MarkOf = (path: readonly string[]) => Origin;

/** @throws CONFIG_WRONG_TYPE with the key that holds what is no value of TOML */
export function documentOfObject(object: object, markOf: MarkOf): MarkedTable<Origin> {
  if (!isPlain(object))
    throw refusal([], 'is no plain object', 'export default defineLattice({ … })', markOf);
  return tableOf(object, [], markOf);
}

function tableOf(object: object, path: readonly string[], markOf: MarkOf): MarkedTable<Origin> {
  if (path.length > deepest)
    throw refusal(path, `is nested more than ${deepest} deep`, 'make it flatter', markOf);
  const entries = new Map<string, MarkedNode<Origin>>();
  for (const [key, value] of Object.entries(object)) {
    if (value === undefined) continue;
    const inner = [...path, key];
    if (isPlain(value)) entries.set(key, tableOf(value, inner, markOf));
    else
      entries.set(key, {
        kind: 'leaf',
        value: tomlValueOf(value, inner, markOf) as TomlLeaf,
        mark: markOf(inner),
      });
  }
  return { kind: 'table', entries, mark: markOf(path) };
}

function tomlValueOf(
  value: unknown,
  path: readonly string[],
  markOf: MarkOf,
  depth = path.length,
): TomlValue {
  const refuse = (fact: string, hint: string) => refusal(path, fact, hint, markOf);
  if (depth > deepest) throw refuse(`is nested more than ${deepest} deep`, 'make it flatter');
  switch (typeof value) {
    case 'boolean':
      return value;
    case 'string':
      if (!/\p{Surrogate}/u.test(value)) return value;
      throw refuse('holds half of a pair of code units, which is no text', 'write the whole character');
    case 'bigint':
      if (value === BigInt.asIntN(64, value)) return value;
      throw refuse(`is ${value}, an integer of more than 64 bits`, 'write it as a string');
    case 'number':
      return numberOf(value, refuse);
    case 'object':
      if (value === null) throw refuse('is null, which TOML does not have', 'leave the key out');
      if (types.isDate(value)) return dateOf(value, refuse);
      if (Array.isArray(value)) {
        return Array.from(value, (item: unknown) => tomlValueOf(item, path, markOf, depth + 1));
      }
      if (isPlain(value)) return innerTable(value, path, markOf, depth);
      throw refuse('is an object with a class of its own', 'write a plain object, { key: value }');
    default:
      throw refuse(
        `is of the type ${typeof value}, which TOML does not have`,
        'write a value, or leave the key out',
      );
  }
}

function innerTable(object: object, path: readonly string[], markOf: MarkOf, depth: number): TomlTable {
  const table = new Map<string, TomlValue>();
  for (const [key, value] of Object.entries(object)) {
    if (value !== undefined) table.set(key, tomlValueOf(value, [...path, key], markOf, depth + 1));
  }
  return table;
}

type Refuse = (fact: string, hint: string) => CodedError;

/** A whole number is an integer, any other a float. */
function numberOf(value: number, refuse: Refuse): bigint | number {
  if (!Number.isFinite(value)) throw refuse(`is ${value}`, 'write a number that is one');
  if (!Number.isInteger(value)) return value;
  if (Number.isSafeInteger(value)) return BigInt(value);
  throw refuse(
    `is ${value}, which may not be the number that was written`,
    `write it as a bigint, such as ${BigInt(value)}n`,
  );
}

function dateOf(value: Date, refuse: Refuse): TomlValue {
  const year = value.getUTCFullYear();
  if (year >= 0 && year <= 9999) return { kind: 'offset-date-time', text: value.toISOString() };
  throw refuse('is a date that TOML cannot write', 'write a date of the years 0 to 9999');
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // An object of another realm has another Object.prototype, whose own prototype is nothing too.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function refusal(path: readonly string[], fact: string, hint: string, markOf: MarkOf): CodedError {
  const name = path.length === 0 ? 'the lattice' : `\`${writeKeyPath(path)}\``;
  return new CodedError(
    faultAt(markOf(path), { code: 'CONFIG_WRONG_TYPE', message: `${name} ${fact}`, hint }),
  );
}
