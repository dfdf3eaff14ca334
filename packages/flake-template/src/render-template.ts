// Renders a template: takes its file and the data it sees, gives text in which every value is a Nix expression.
import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { CodedError, isCodedError, type Place } from '@flake-lattice/errors';
import { findMisplacedValues, placeExpressions } from '@flake-lattice/nix-text';
import { EtaParseError } from 'eta';
import { NixEta, type NixEtaOptions, TemplateFault } from './nix-eta.js';
import { MissingKey } from './strict-data.js';

/** A rendered text, with where each value stands in it. */
export type PlacedText = ReturnType<typeof placeExpressions>;

/**
 * The template is UTF-8; a byte order mark is dropped. `<%= value %>` is the value as a Nix expression, `<%~ text %>` the text as it is, `<% code %>` JavaScript. Other
 * templates of the same folder are had by `<%~ include('./other.nix.eta') %>`.
 *
 * @throws CodedError TEMPLATE_MISSING, TEMPLATE_SYNTAX, TEMPLATE_PLACEHOLDER, TEMPLATE_VALUE_MISPLACED, and
 * VALUE_NOT_NIX with the template's line
 */
export async function renderTemplate(file: string, data: object): Promise<string> {
  checkReadable(
    file,
    await readFile(file).catch((cause) => {
      throw missing(file, cause);
    }),
  );
  return placeValues(new NixEta({ folder: dirname(file) }), file, data).text;
}

/** The same for templates that are rendered many times: each is read and compiled once. */
export function createTemplateRenderer(): (file: string, data: object) => string {
  const etas = new Map<string, NixEta>();
  return (file, data) => {
    const eta = etas.get(file) ?? openTemplate(file, {});
    etas.set(file, eta);
    return placeValues(eta, file, data).text;
  };
}

/** @throws CodedError TEMPLATE_MISSING, TEMPLATE_SYNTAX */
export function openTemplate(file: string, options: Pick<NixEtaOptions, 'expressionOf'>): NixEta {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (cause) {
    throw missing(file, cause);
  }
  checkReadable(file, bytes);
  return new NixEta({ folder: dirname(file), cache: true, ...options });
}

/** Renders a template that is known to put every value where it is an expression. */
export function placeKnownValues(eta: NixEta, file: string, data: object): PlacedText {
  eta.places.length = 0;
  return placeExpressions(eta.render(`./${basename(file)}`, data));
}

/** Renders, and refuses a value that stands where it is no expression. @throws CodedError as {@link renderTemplate} does */
export function placeValues(eta: NixEta, file: string, data: object): PlacedText {
  try {
    eta.places.length = 0;
    const placed = placeExpressions(eta.render(`./${basename(file)}`, data).replace(/^\uFEFF/, ''));
    for (const { number } of findMisplacedValues(placed)) throw misplaced(eta.places[number] ?? { file });
    return placed;
  } catch (fault) {
    throw codeTemplateFault(fault, file);
  }
}

function misplaced(place: Place): CodedError {
  return new CodedError({
    code: 'TEMPLATE_VALUE_MISPLACED',
    message:
      'the template puts a value where no expression can stand: within a string or a comment, or beside a word',
    hint: 'within a string, write `${<%= … %>}`; text of your own, in place of a value, is written by `<%~ … %>`',
    place,
  });
}

function missing(file: string, cause: unknown): CodedError {
  return new CodedError({
    code: 'TEMPLATE_MISSING',
    message: `the template \`${file}\` cannot be read`,
    hint: 'give the path of an Eta template with --template, or leave the option out for the built-in one',
    place: { file },
    cause,
  });
}

function checkReadable(file: string, bytes: Uint8Array): void {
  if (isUtf8(bytes)) return;
  throw new CodedError({
    code: 'TEMPLATE_SYNTAX',
    message: `the template \`${file}\` is not valid UTF-8`,
    hint: 'save the file as UTF-8',
    place: { file },
  });
}

function codeTemplateFault(thrown: unknown, file: string): unknown {
  const { fault, place } =
    thrown instanceof TemplateFault
      ? { fault: thrown.fault, place: { ...thrown.place, file: thrown.place.file || file } }
      : { fault: thrown, place: { file } };
  if (fault instanceof MissingKey) {
    return new CodedError({
      code: 'TEMPLATE_PLACEHOLDER',
      message: `the template reads \`${fault.path}\`, which is not there`,
      hint: `keys that are there: ${fault.known.join(', ') || 'none'}\nset the missing one in the configuration, or ask with \`'key' in …\` first`,
      place,
      cause: fault,
    });
  }
  if (isCodedError(fault) && fault.place) return fault;
  if (isCodedError(fault)) {
    const { code, message, hint, detail } = fault;
    return new CodedError({ code, message, hint, place, ...(detail ? { detail } : {}), cause: fault });
  }
  const line = fault instanceof EtaParseError ? /at line (\d+)/.exec(fault.message)?.[1] : undefined;
  return new CodedError({
    code: 'TEMPLATE_SYNTAX',
    message: `the template \`${place.file}\` failed: ${firstLine(fault)}`,
    hint: 'mend the code between `<%` and `%>`',
    place: line === undefined ? place : { file, line: Number(line) },
    cause: fault,
  });
}

function firstLine(fault: unknown): string {
  const text = fault instanceof Error ? fault.message : String(fault);
  return text.split('\n').find((line) => line.trim() !== '') ?? 'no reason given';
}
