// Takes the arguments of --set, gives each as a configuration of one value.
import { CodedError, isCodedError, quoteForShell } from '@flake-lattice/errors';
import { onOneLine } from '../on-one-line.js';
import type { Origin } from '../origin.js';
import { type MarkedTable, mapMarks } from '../toml/marked-table.js';
import { readKeyValue } from '../toml/read-toml.js';
import { writeValue } from '../toml/write-literal.js';

/** @throws SET_SYNTAX; the hint quotes the value, when that mends it */
export function setConfig(argument: string): MarkedTable<Origin> {
  const origin: Origin = { layer: 'set', name: onOneLine(argument) };
  const [parsed, reason] = parse(argument);
  if (parsed) return mapMarks(parsed, () => origin);
  throw new CodedError({
    code: 'SET_SYNTAX',
    message: `\`--set ${onOneLine(argument)}\` is not section.key=value with a TOML value${reason}`,
    hint: hintFor(argument),
  });
}

type Parsed = [MarkedTable<unknown>, ''] | [undefined, string];

function parse(argument: string): Parsed {
  try {
    const table = readKeyValue(argument, '--set');
    return table === undefined ? [undefined, ''] : [table, ''];
  } catch (error) {
    if (!isCodedError(error)) throw error;
    return [
      undefined,
      `: ${error.message.replace('not valid TOML: ', '')} at column ${error.place?.column ?? 1}`,
    ];
  }
}

function hintFor(argument: string): string {
  const split = argument.indexOf('=');
  const key = argument.slice(0, split).trim();
  const quoted = `${key}=${writeValue(argument.slice(split + 1).trim())}`;
  const mended = split > 0 && parse(quoted)[0] !== undefined;
  return `--set ${quoteForShell(mended ? quoted : 'section.key="value"')}`;
}
