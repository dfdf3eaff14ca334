// Takes plain data of JavaScript, gives the Nix expression that evaluates to it.
import { CodedError } from '@flake-lattice/errors';
import { type NixExpression, nixAttributes, nixFloat, nixInteger, nixList, nixString } from './expression.js';

/** A whole number that is a float: `new NixFloat(1)` is `1.0` in Nix, and counts as 1 in JavaScript. */
export class NixFloat extends Number {}

/**
 * `null`, booleans, strings, arrays, maps and plain objects become what they are called. A `bigint`, or a `number`
 * that is whole and safe, becomes an integer; every other `number` and a {@link NixFloat} a float.
 *
 * @throws CodedError VALUE_NOT_NIX for anything else, such as a function or `undefined`
 */
export function fromData(value: unknown): NixExpression {
  if (value === null) return { kind: 'null' };
  if (value instanceof NixFloat) return nixFloat(value.valueOf());
  switch (typeof value) {
    case 'boolean':
      return { kind: 'boolean', value };
    case 'bigint':
      return nixInteger(value);
    case 'number':
      return Number.isSafeInteger(value) && !Object.is(value, -0)
        ? nixInteger(BigInt(value))
        : nixFloat(value);
    case 'string':
      return nixString(value);
    case 'object':
      return fromObject(value);
    default:
      throw notNix(value);
  }
}

function fromObject(value: object): NixExpression {
  if (Array.isArray(value)) return nixList(value.map(fromData));
  if (value instanceof Map)
    return nixAttributes([...value].map(([name, item]) => [String(name), fromData(item)]));
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) throw notNix(value);
  return nixAttributes(Object.entries(value).map(([name, item]) => [name, fromData(item)]));
}

function notNix(value: unknown): CodedError {
  const kind = typeof value === 'object' ? (value?.constructor?.name ?? 'object') : typeof value;
  return new CodedError({
    code: 'VALUE_NOT_NIX',
    message: `a value of type \`${kind}\` cannot be written as a Nix expression`,
    hint: 'give null, a boolean, a number, a string, an array or an object; `<%~ text %>` puts text in as it is',
  });
}
