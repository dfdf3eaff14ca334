// The refusal to edit: takes what stands in the way, gives an error that prints the lines to write by hand.
import { CodedError } from '@flake-lattice/errors';
import { type Flake, findPlace, type Span } from '@flake-lattice/nix-text';
import { type InputRequest, isFollows } from './request.js';
import { bindingsOf } from './steps/input-style.js';

export interface Obstacle {
  readonly file: string;
  readonly message: string;
  readonly hint: string;
  /** Where in the flake; the first is the place of the error, all are listed. */
  readonly places?: readonly Span[];
  readonly cause?: unknown;
  readonly detail?: string;
}

export function notEditable(text: string, obstacle: Obstacle): CodedError {
  const { file, message, hint, places = [], cause, detail } = obstacle;
  const [first] = places;
  const listed = places.map((place) => `${file}:${formatPlace(text, place)}: ${lineOf(text, place)}`);
  return new CodedError({
    code: 'FLAKE_NOT_EDITABLE',
    message,
    hint,
    place: first ? { file, ...findPlace(text, first.start) } : { file },
    ...(detail !== undefined || listed.length > 0 ? { detail: detail ?? listed.join('\n') } : {}),
    cause,
  });
}

export function formatPlace(text: string, place: Span): string {
  const { line, column } = findPlace(text, place.start);
  return `${line}:${column}`;
}

function lineOf(text: string, place: Span): string {
  const start = text.lastIndexOf('\n', place.start - 1) + 1;
  return (/^[^\r\n]*/.exec(text.slice(start))?.[0] ?? '').trim();
}

/**
 * How a person adds an input by hand.
 *
 * @param withNixpkgs whether its nixpkgs is to be the flake's; that of the flake there, unless it is said
 * @param where says where the lines go
 */
export function linesToAdd(
  input: InputRequest,
  withNixpkgs = !isFollows(input) && input.takesNixpkgs,
  where = 'write these lines into the flake yourself',
): string {
  const lines = bindingsOf(input, withNixpkgs).map((binding) => `inputs.${input.name}.${binding}`);
  return `${where}, and \`${input.name}\` among the arguments of its outputs:\n${lines.join('\n')}`;
}

/** An input that is there, in a form of which only evaluation tells what it says. */
export function unreadableInputs(flake: Flake, file: string, hint: string): CodedError {
  return notEditable(flake.text, {
    file,
    message: 'the inputs are computed, and Nix and this command only take inputs that are written out',
    hint,
    places: flake.unreadable,
  });
}
