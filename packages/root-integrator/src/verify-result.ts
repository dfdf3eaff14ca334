// Holds the result of a plan against the flake it was made for: both are read again, the request must be met, and all
// inputs that it does not name must say what they said.
import { type Flake, type FlakeInput, readFlake, SyntaxFault } from '@flake-lattice/nix-text';
import { linesToAdd, notEditable } from './not-editable.js';
import { type EditRequest, isFollows, originOf, replacementIn } from './request.js';
import { isSamePath, isSameReference, referenceOf } from './steps/flake-reference.js';

/** @throws CodedError FLAKE_NOT_EDITABLE */
export function verifyResult(before: string, after: string, request: EditRequest): void {
  const fault = findFault(before, after, request);
  if (fault === undefined) return;
  const [input] = request.inputs;
  throw notEditable(before, {
    file: request.file,
    message: `the flake is written in a way that this command does not edit safely: ${fault}`,
    hint: input ? linesToAdd(input) : 'make the edit by hand',
  });
}

function findFault(before: string, after: string, request: EditRequest): string | undefined {
  const old = readFlake(before);
  let flake: Flake;
  try {
    flake = readFlake(after);
  } catch (fault) {
    if (fault instanceof SyntaxFault) return fault.message;
    throw fault;
  }
  return findUnmet(flake, request) ?? findChanged(old, flake, request) ?? findLostOutputs(old, flake);
}

function findUnmet(flake: Flake, { inputs, removes, replaces }: EditRequest): string | undefined {
  for (const input of inputs) {
    const leaves = flake.inputs.get(input.name)?.leaves ?? [];
    const key = isFollows(input) ? 'follows' : 'url';
    const reference = referenceOf(leaves.find(({ path }) => path.length === 1 && path[0] === key)?.value);
    const isMet = isFollows(input)
      ? leaves.length === 1 && isSamePath(reference ?? '', input.follows)
      : isSameReference(reference ?? '', input.url);
    if (!isMet)
      return `\`${input.name}\` would not ${isFollows(input) ? 'follow' : 'point to'} ${originOf(input)}`;
  }
  const gone = [...removes, ...(replaces === undefined ? [] : [replaces])];
  const left = gone.find((name) => flake.inputs.has(name) && !inputs.some((input) => input.name === name));
  return left && `\`${left}\` would still be there`;
}

function findChanged(old: Flake, flake: Flake, request: EditRequest): string | undefined {
  const { inputs, removes, replaces } = request;
  const named = new Set([...inputs.map(({ name }) => name), ...removes, replaces]);
  const expected = [...old.inputs.values()].filter(({ name }) => !named.has(name));
  const found = [...flake.inputs.values()].filter(({ name }) => !named.has(name));
  if (found.length !== expected.length) return 'another input would come or go';
  const newName = replacementIn(inputs)?.name;
  for (const input of expected) {
    const now = flake.inputs.get(input.name);
    if (!now || describe(flake, now) !== describe(old, input, replaces, newName)) {
      return `\`${input.name}\` would change`;
    }
  }
  return undefined;
}

/** All that is said of an input, whatever its form; with `follows` of `replaced` read as those of `name`. */
function describe(flake: Flake, input: FlakeInput, replaced?: string, name?: string): string {
  const lines = input.leaves.map(({ path, value }) => {
    const said = referenceOf(value) ?? (value ? flake.text.slice(value.start, value.end) : 'inherited');
    const [head, ...rest] = said.split('/');
    const follows = path.at(-1) === 'follows' && replaced !== undefined && head === replaced;
    return `${JSON.stringify(path)} ${follows ? [name, ...rest].join('/') : said}`;
  });
  return lines.sort().join('\n');
}

function findLostOutputs(old: Flake, flake: Flake): string | undefined {
  return Boolean(old.outputs) === Boolean(flake.outputs) ? undefined : 'the outputs would be lost';
}
