// Makes the outputs and the other inputs use a new input in place of an old one: takes the flake and both names, gives
// a step; the declarations are left to others.
import {
  type Flake,
  type FlakeInput,
  findFreeUses,
  findInputUses,
  type InputUse,
  resolve,
} from '@flake-lattice/nix-text';
import type { Layout } from '../edit/layout.js';
import type { TextEdit } from '../edit/text-edit.js';
import { formatPlace, notEditable } from '../not-editable.js';
import { type EditRequest, nothingToDo, type Step } from '../request.js';
import { removeFormal, renameFormal } from './edit-arguments.js';
import { referenceOf } from './flake-reference.js';
import { renameUses } from './rename-uses.js';

/** @throws CodedError FLAKE_NOT_EDITABLE */
export function renameInput(
  flake: Flake,
  layout: Layout,
  old: string,
  name: string,
  request: EditRequest,
): Step {
  const uses = findInputUses(flake, old);
  checkClear(flake, old, uses, request);
  checkCapture(flake, old, name, uses, request);
  const edits = [
    ...renameUses(flake, layout, uses, name),
    ...renameArgument(flake, layout, old, name),
    ...renameFollows(flake, old, name),
  ];
  if (edits.length === 0) return nothingToDo;
  const likely = uses.filter(({ trust }) => trust === 'likely');
  const places = likely.map(({ span }) => `${request.file}:${formatPlace(flake.text, span)}`);
  const notes = likely.length
    ? [`\`inputs.${old}\` of a module became \`inputs.${name}\` too, at ${places.join(', ')}`]
    : [];
  return { edits, reasons: [`what used \`${old}\` uses \`${name}\``], notes };
}

function checkClear(flake: Flake, old: string, uses: readonly InputUse[], { file }: EditRequest): void {
  const unclear = uses.filter(({ trust }) => trust === 'unclear').map(({ span }) => span);
  if (unclear.length === 0) return;
  throw notEditable(flake.text, {
    file,
    message: `only evaluation tells whether \`${old}\` is the input here, below more than one \`with\``,
    hint: `write \`inputs.${old}\` there; then run this command again`,
    places: unclear,
  });
}

/** The new name must mean the input at every place where it will stand, and nothing else anywhere. */
function checkCapture(
  flake: Flake,
  old: string,
  name: string,
  uses: readonly InputUse[],
  { file }: EditRequest,
): void {
  const lambda = flake.outputs?.lambda;
  const hidden = uses.filter((use) => {
    if (use.kind === 'attribute' || (use.kind === 'inheritance' && use.binding.from)) return false;
    const { frame } = resolve(name, use.scope);
    return frame !== undefined && frame.lambda !== lambda;
  });
  const isArgument = argumentsOf(flake).some((formal) => formal.name === old);
  const taken = isArgument ? findFreeUses(flake, name) : [];
  const places = [...hidden.map(({ span }) => span), ...taken];
  if (places.length === 0) return;
  throw notEditable(flake.text, {
    file,
    message: `the name \`${name}\` means something else where \`${old}\` is used, or in the outputs at large`,
    hint: `give the input another name: --input OTHER_NAME=… --replaces ${old}`,
    places,
  });
}

function argumentsOf(flake: Flake) {
  const parameter = flake.outputs?.lambda?.parameter;
  return parameter?.kind === 'set-parameter' ? parameter.formals : [];
}

function renameArgument(flake: Flake, layout: Layout, old: string, name: string): readonly TextEdit[] {
  const parameter = flake.outputs?.lambda?.parameter;
  if (parameter?.kind !== 'set-parameter') return [];
  const formal = parameter.formals.find((each) => each.name === old);
  if (!formal) return [];
  const isThere = parameter.formals.some((each) => each.name === name);
  return isThere ? removeFormal(layout, parameter, old) : [renameFormal(formal, name)];
}

/** `follows = "old"` and `follows = "old/x"` of the inputs that stay. */
function renameFollows(flake: Flake, old: string, name: string): readonly TextEdit[] {
  return findFollowers(flake, old).map(({ value, start, end }) => ({
    start,
    end,
    text: `"${name}${value.slice(old.length)}"`,
  }));
}

export interface Follower {
  readonly start: number;
  readonly end: number;
  /** `old` or `old/x`. */
  readonly value: string;
}

export function findFollowers(flake: Flake, old: string): readonly Follower[] {
  const staying: FlakeInput[] = [...flake.inputs.values()].filter((input) => input.name !== old);
  return staying.flatMap(({ leaves }) =>
    leaves.flatMap(({ path, value }) => {
      if (!value || path.at(-1) !== 'follows') return [];
      const followed = referenceOf(value);
      if (followed !== old && !followed?.startsWith(`${old}/`)) return [];
      return [{ start: value.start, end: value.end, value: followed }];
    }),
  );
}
