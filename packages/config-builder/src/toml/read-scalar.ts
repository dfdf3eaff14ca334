// Takes the syntax of one TOML value that is neither array nor table, gives the value.
import { CodedError } from '@flake-lattice/errors';
import type { AST } from 'toml-eslint-parser';
import { placeOf } from './parse-toml.js';
import type { TomlLeaf } from './toml-value.js';

const leastInteger = -(2n ** 63n);
const mostInteger = 2n ** 63n - 1n;

/** @throws CONFIG_SYNTAX for an integer of more than 64 bits */
export function valueOfScalar(content: AST.TOMLValue, file: string): TomlLeaf {
  switch (content.kind) {
    case 'string':
    case 'boolean':
    case 'float':
      return content.value;
    case 'integer':
      return integerOf(content, file);
    default:
      return { kind: content.kind, text: content.datetime };
  }
}

function integerOf(content: AST.TOMLIntegerValue, file: string): bigint {
  if (content.bigint >= leastInteger && content.bigint <= mostInteger) return content.bigint;
  throw new CodedError({
    code: 'CONFIG_SYNTAX',
    message: `not valid TOML: the integer \`${content.number}\` does not fit into 64 bits`,
    hint: 'write it as a string, or as a float with `.0` at its end',
    place: placeOf(content, file),
  });
}
