// Makes inputs of a flake's inputs follow others: takes the text of a flake and the follows to be declared, gives the edits,
// each in the style of its place. Pure.
import {
  type Flake,
  type FlakeInput,
  nixString,
  readFlake,
  renderAttributeName,
  renderExpression,
} from '@flake-lattice/nix-text';
import { editPieces, editsOfPieces, joinPieces, wholeText } from './edit/composition.js';
import { Layout } from './edit/layout.js';
import { notEditable } from './not-editable.js';
import type { Plan } from './request.js';
import { referenceOf, splitPath } from './steps/flake-reference.js';
import { insertFollowLine } from './steps/insert-follow-line.js';

/** `{ path: ['web', 'seed'], target: ['rust', 'seed'] }` is `inputs.web.inputs.seed.follows = "rust/seed"`. */
export interface FollowLine {
  /** Two names or more. */
  readonly path: readonly string[];
  readonly target: readonly string[];
}

/** As a person writes it into a flake. */
export function textOfFollowLine({ path, target }: FollowLine): string {
  return `inputs.${bindingOf(path, target)}`;
}

function bindingOf(path: readonly string[], target: readonly string[]): string {
  const names = path.map(renderAttributeName).join('.inputs.');
  return `${names}.follows = ${renderExpression(nixString(target.join('/')))};`;
}

/**
 * What the flake says already is left as it is, and nothing but whole lines comes in.
 *
 * @param file how errors name the flake
 * @throws CodedError FLAKE_NOT_EDITABLE; SyntaxFault for a text that is no flake
 */
export function planFollowLines(text: string, lines: readonly FollowLine[], file: string): Plan {
  let pieces = wholeText(text);
  const reasons: string[] = [];
  const refuse = (message: string): never => {
    const hint = `write these lines into the flake yourself:\n${lines.map(textOfFollowLine).join('\n')}`;
    throw notEditable(text, { file, message, hint });
  };
  for (const line of lines) {
    const [name = '', ...rest] = line.path;
    const current = joinPieces(pieces, text);
    const flake = readFlake(current);
    const input = flake.inputs.get(name);
    const said = input && saidOf(input, rest);
    if (said !== undefined && splitPath(said).join('/') === line.target.join('/')) continue;
    if (said !== undefined) refuse(`\`${line.path.join('/')}\` follows \`${said}\` already`);
    if (!input)
      return refuse(`the input \`${name}\` is not written out, so nothing can be said of its inputs`);
    const edit = insertFollowLine(flake, new Layout(current), input, bindingOf(rest, line.target));
    if (!edit) return refuse(`what the input \`${name}\` says is written in a way that takes no line more`);
    pieces = editPieces(pieces, [edit]);
    reasons.push(`\`${line.path.join('/')}\` follows \`${line.target.join('/')}\``);
  }
  const result = joinPieces(pieces, text);
  if (!saysJustThat(readFlake(text), readFlake(result), lines)) refuse('another input would change');
  return { edits: editsOfPieces(pieces, text), result, reasons, notes: [] };
}

/** What an input of the input follows, as the flake says it; an override by a URL is said too. */
function saidOf({ leaves }: FlakeInput, path: readonly string[]): string | undefined {
  const below = path.flatMap((name) => ['inputs', name]).join('/');
  const leaf = leaves.find((each) => {
    const [key = ''] = each.path.slice(-1);
    return each.path.slice(0, -1).join('/') === below && key !== 'inputs' && key !== 'flake';
  });
  return leaf && (referenceOf(leaf.value) ?? '');
}

function saysJustThat(before: Flake, after: Flake, lines: readonly FollowLine[]): boolean {
  const added = lines.map(({ path: [name = '', ...rest], target }) =>
    JSON.stringify([name, [...rest.flatMap((each) => ['inputs', each]), 'follows'], target.join('/')]),
  );
  const expected = new Set([...describe(before), ...added]);
  const found = describe(after);
  const isSame = found.length === expected.size && found.every((each) => expected.has(each));
  return isSame && outputsOf(before) === outputsOf(after);
}

function describe({ inputs, text }: Flake): readonly string[] {
  return [...inputs.values()].flatMap(({ name, leaves }) =>
    leaves.map(({ path, value }) => {
      const said = referenceOf(value) ?? (value ? text.slice(value.start, value.end) : 'inherited');
      return JSON.stringify([name, path, path.at(-1) === 'follows' ? splitPath(said).join('/') : said]);
    }),
  );
}

function outputsOf({ outputs, text }: Flake): string | undefined {
  return outputs && text.slice(outputs.binding.start, outputs.binding.end);
}
