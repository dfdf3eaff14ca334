// Makes an input usable by its name in the outputs: takes the flake and the input, gives a step that adds the argument,
// or says how else the input is reached. Adds nothing that would change what the outputs mean.
import {
  aliasOf,
  type Flake,
  findDelegates,
  findFreeUses,
  findRefusers,
  takesArgument,
} from '@flake-lattice/nix-text';
import type { Layout } from '../edit/layout.js';
import { formatPlace, notEditable } from '../not-editable.js';
import { type EditRequest, type InputRequest, nothingToDo, type Step } from '../request.js';
import { addFormal } from './edit-arguments.js';

/** @throws CodedError FLAKE_NOT_EDITABLE */
export function takeArgument(
  flake: Flake,
  layout: Layout,
  { name }: InputRequest,
  request: EditRequest,
): Step {
  checkDelegates(flake, name, request);
  const lambda = flake.outputs?.lambda;
  if (!lambda) return { ...nothingToDo, notes: [outputsNote(flake, name)] };
  const { parameter } = lambda;
  if (parameter.kind === 'name-parameter') return nothingToDo;
  if (parameter.formals.some((formal) => formal.name === name)) return nothingToDo;
  const alias = aliasOf(parameter)?.name;
  const others = findFreeUses(flake, name);
  if (alias !== name && others.length === 0) {
    return {
      ...nothingToDo,
      edits: addFormal(layout, parameter, name),
      reasons: [`the outputs take \`${name}\` as an argument`],
    };
  }
  const [other] = others;
  if (parameter.ellipsis && alias !== name && other) {
    const where = `${request.file}:${formatPlace(flake.text, other)}`;
    const reached = alias ? `${alias}.${name}` : `self.inputs.${name}`;
    const note = `\`${name}\` means something else at ${where}, so it is no argument of the outputs; the input is \`${reached}\``;
    return { ...nothingToDo, notes: [note] };
  }
  throw notEditable(flake.text, {
    file: request.file,
    message: `the outputs use the name \`${name}\` for something else, which an argument of that name would hide`,
    hint: `give the input another name: --input OTHER_NAME=…`,
    places: alias === name ? [aliasOf(parameter) ?? parameter] : others,
  });
}

/** Nix evaluates no other outputs than a function that stands in the flake itself; the input is declared all the same. */
function outputsNote(flake: Flake, name: string): string {
  return flake.outputs
    ? `the outputs are no function that is written out in the flake, as Nix demands, so they do not take \`${name}\` yet; write \`outputs = inputs: import ./outputs.nix inputs;\``
    : `the flake has no outputs yet; let them take \`${name}\``;
}

/** A function or a file that is handed all inputs and takes a fixed set of them would fail on one more. */
function checkDelegates(flake: Flake, name: string, { file, delegates }: EditRequest): void {
  const refusers = findRefusers(flake, name);
  if (refusers.length > 0) {
    throw notEditable(flake.text, {
      file,
      message: `the outputs hand all inputs to a function that takes a fixed set of them without \`${name}\``,
      hint: `add \`${name}\`, or \`...\`, to its arguments; then run this command again`,
      places: refusers,
    });
  }
  for (const { path, start, isDirect } of findDelegates(flake)) {
    const text = delegates.get(path);
    if (!isDirect || text === undefined || takesArgument(text, name)) continue;
    throw notEditable(flake.text, {
      file,
      message: `the outputs hand all inputs to \`${path}\`, which takes a fixed set of them without \`${name}\``,
      hint: `add \`${name}\`, or \`...\`, to the arguments at the top of ${path}; then run this command again`,
      places: [{ start, end: start + path.length }],
    });
  }
}
