// The pure core: takes the text of a flake and what is asked of it, gives the edits as data, each with its reason.
import { CodedError } from '@flake-lattice/errors';
import { type Flake, type FlakeInput, findInputUses, readFlake, SyntaxFault } from '@flake-lattice/nix-text';
import { editPieces, editsOfPieces, joinPieces, wholeText } from './edit/composition.js';
import { Layout } from './edit/layout.js';
import { linesToAdd, notEditable, unreadableInputs } from './not-editable.js';
import {
  type EditRequest,
  type InputRequest,
  isFollows,
  nothingToDo,
  originOf,
  type Plan,
  replacementIn,
  type Step,
} from './request.js';
import { addFollows, hasNixpkgs, isNoFlake, nixpkgsComesThrough } from './steps/add-follows.js';
import { checkFollowers } from './steps/check-followers.js';
import { checkTargets } from './steps/check-target.js';
import { declareInput } from './steps/declare-input.js';
import { removeFormal } from './steps/edit-arguments.js';
import { lookBeyond } from './steps/other-files.js';
import { removeDeclaration, replaceDeclaration } from './steps/remove-input.js';
import { findFollowers, renameInput } from './steps/rename-input.js';
import { setFollows } from './steps/set-follows.js';
import { setUrl } from './steps/set-url.js';
import { takeArgument } from './steps/take-argument.js';
import { verifyResult } from './verify-result.js';

type PlanStep = (flake: Flake, layout: Layout) => Step;

/** @throws CodedError FLAKE_NOT_EDITABLE, INPUT_UNKNOWN */
export function planEdits(text: string, request: EditRequest): Plan {
  let pieces = wholeText(text);
  let flake = readRoot(text, request);
  let layout = new Layout(text);
  const reasons: string[] = [];
  const notes: string[] = [];
  for (const step of listSteps(request)) {
    const done = step(flake, layout);
    reasons.push(...done.reasons);
    notes.push(...done.notes);
    if (done.edits.length === 0) continue;
    pieces = editPieces(pieces, done.edits);
    const current = joinPieces(pieces, text);
    flake = readRoot(current, request);
    layout = new Layout(current);
  }
  checkTargets(flake, request.inputs, request.file);
  const result = joinPieces(pieces, text);
  verifyResult(text, result, request);
  return { edits: editsOfPieces(pieces, text), result, reasons, notes };
}

function listSteps(request: EditRequest): readonly PlanStep[] {
  const { replaces, inputs, removes } = request;
  const steps: PlanStep[] = removes.map(
    (name) => (flake, layout) => removeInput(flake, layout, name, request),
  );
  const replacement = replacementIn(inputs);
  if (replaces !== undefined && replacement) {
    steps.push((flake, layout) => replaceUses(flake, layout, replaces, replacement, request));
    steps.push((flake, layout) => replaceInput(flake, layout, replaces, replacement, request));
  }
  for (const input of inputs) {
    steps.push((flake, layout) => declareOrPoint(flake, layout, input, request));
    steps.push((flake, layout) => follow(flake, layout, input, request));
    steps.push((flake, layout) => takeArgument(flake, layout, input, request));
  }
  return steps;
}

/**
 * The real parser has taken the text before.
 *
 * @throws CodedError FLAKE_NOT_EDITABLE
 */
export function readRoot(text: string, { file, inputs }: Pick<EditRequest, 'file' | 'inputs'>): Flake {
  try {
    return readFlake(text);
  } catch (fault) {
    if (!(fault instanceof SyntaxFault)) throw fault;
    const [first] = inputs;
    throw notEditable(text, {
      file,
      message: `\`${file}\` cannot be read as a flake: ${fault.message}`,
      hint: fault.mend ?? (first ? linesToAdd(first) : 'make the edit by hand'),
      places: [{ start: fault.offset, end: fault.offset }],
      cause: fault,
    });
  }
}

function removeInput(flake: Flake, layout: Layout, name: string, request: EditRequest): Step {
  const { file } = request;
  const input = flake.inputs.get(name);
  const parameter = flake.outputs?.lambda?.parameter;
  const isArgument =
    parameter?.kind === 'set-parameter' && parameter.formals.some((formal) => formal.name === name);
  if (!input && !isArgument) {
    return { ...nothingToDo, notes: [`${file} has no input \`${name}\`, so there is nothing to remove`] };
  }
  const uses = findInputUses(flake, name).map(({ span }) => span);
  const places = [...uses, ...findFollowers(flake, name)];
  if (places.length > 0) {
    throw notEditable(flake.text, {
      file,
      message: `the input \`${name}\` is still used, and the flake would not evaluate without it`,
      hint: `take its uses out first, or put another in its place: --input OTHER=… --replaces ${name}`,
      places,
    });
  }
  const notes = lookBeyond(flake, name, request);
  const edits = [
    ...(input ? removeDeclaration(layout, input) : []),
    ...(parameter?.kind === 'set-parameter' ? removeFormal(layout, parameter, name) : []),
  ];
  return { edits, reasons: [`the input \`${name}\` is removed`], notes };
}

function replaceUses(
  flake: Flake,
  layout: Layout,
  old: string,
  input: InputRequest,
  request: EditRequest,
): Step {
  const isUsed = findInputUses(flake, old).length > 0 || findFollowers(flake, old).length > 0;
  if (!flake.inputs.has(old) && !flake.inputs.has(input.name) && !isUsed) {
    const names = [...flake.inputs.keys()].map((name) => `\`${name}\``).sort();
    throw new CodedError({
      code: 'INPUT_UNKNOWN',
      message: `${request.file} has no input \`${old}\` that could be replaced`,
      hint:
        names.length > 0
          ? `name one of its inputs: ${names.join(', ')}`
          : 'leave --replaces out: it has no inputs',
      place: { file: request.file },
    });
  }
  if (!flake.inputs.has(old) && !isUsed) return nothingToDo;
  checkFollowers(flake, old, input, request);
  const notes = lookBeyond(flake, old, request);
  const renamed = renameInput(flake, layout, old, input.name, request);
  return { ...renamed, notes: [...notes, ...renamed.notes] };
}

function replaceInput(
  flake: Flake,
  layout: Layout,
  old: string,
  input: InputRequest,
  request: EditRequest,
): Step {
  const declared = flake.inputs.get(old);
  if (!declared) return nothingToDo;
  const reasons = [`the input \`${input.name}\` takes the place of \`${old}\``];
  const replaced = flake.inputs.has(input.name)
    ? removeDeclaration(layout, declared)
    : replaceDeclaration(flake, layout, declared, input, wantsFollows(flake, input, request, old));
  if (!replaced) throw notWrittenOut(flake, declared, input, request);
  return { edits: replaced, reasons, notes: [] };
}

function declareOrPoint(flake: Flake, layout: Layout, input: InputRequest, request: EditRequest): Step {
  const declared = flake.inputs.get(input.name);
  if (!declared) {
    const follows = wantsFollows(flake, input, request);
    if (flake.unreadable.length > 0) {
      const where = 'write the inputs out in place of that, with these lines among them';
      throw unreadableInputs(flake, request.file, linesToAdd(input, follows, where));
    }
    const edits = [declareInput(flake, layout, input, follows)];
    return { edits, reasons: [`the input \`${input.name}\` is declared: ${sayOrigin(input)}`], notes: [] };
  }
  const edits = isFollows(input)
    ? setFollows(flake, layout, declared, input.follows)
    : setUrl(flake, layout, declared, input.url);
  if (!edits) throw notWrittenOut(flake, declared, input, request);
  if (edits.length === 0) return nothingToDo;
  checkFollowers(flake, input.name, input, request);
  const reason = isFollows(input) ? `follows ${input.follows}` : `points to ${input.url}`;
  return { edits, reasons: [`the input \`${input.name}\` ${reason}`], notes: [] };
}

function sayOrigin(input: InputRequest): string {
  return `${isFollows(input) ? 'follows ' : ''}${originOf(input)}`;
}

function follow(flake: Flake, layout: Layout, input: InputRequest, request: EditRequest): Step {
  if (isFollows(input)) return nothingToDo;
  const declared = flake.inputs.get(input.name);
  if (declared && isNoFlake(declared)) {
    return {
      ...nothingToDo,
      notes: [`\`${input.name}\` says \`flake = false\`, so Nix gives its files, and none of its outputs`],
    };
  }
  if (declared && input.takesNixpkgs && nixpkgsComesThrough(flake, input.name)) {
    const note = `the flake takes its nixpkgs from \`${input.name}\`, which therefore keeps its own`;
    return { ...nothingToDo, notes: [note] };
  }
  if (!declared || !wantsFollows(flake, input, request)) return nothingToDo;
  const edit = addFollows(flake, layout, declared);
  if (!edit) return nothingToDo;
  return { edits: [edit], reasons: [`its nixpkgs follows that of the flake: \`${input.name}\``], notes: [] };
}

function wantsFollows(
  flake: Flake,
  input: InputRequest,
  { inputs }: EditRequest,
  replaced?: string,
): boolean {
  const { name } = input;
  if (isFollows(input) || !input.takesNixpkgs || name === 'nixpkgs' || replaced === 'nixpkgs') return false;
  if (inputs.some((other) => other.name === 'nixpkgs' && isFollows(other))) return false;
  return hasNixpkgs(flake) && !nixpkgsComesThrough(flake, name);
}

function notWrittenOut(
  flake: Flake,
  { name, statements }: FlakeInput,
  input: InputRequest,
  request: EditRequest,
) {
  const { file } = request;
  return notEditable(flake.text, {
    file,
    message: `what the input \`${name}\` says is not written out, so it cannot be changed here`,
    hint: linesToAdd(
      input,
      wantsFollows(flake, input, request),
      `write these lines in place of what the flake says of \`${name}\``,
    ),
    places: statements.map(({ binding }) => binding),
  });
}
