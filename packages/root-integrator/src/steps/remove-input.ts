// Takes the declaration of an input out of a flake, or puts another in its place: gives the edits.
import type { Flake, FlakeInput, Span } from '@flake-lattice/nix-text';
import type { Layout } from '../edit/layout.js';
import type { TextEdit } from '../edit/text-edit.js';
import { deleteTidily } from '../edit/tidy-deletion.js';
import type { InputRequest } from '../request.js';
import { bindingsOf, chooseStyle, newInput, styleOf } from './input-style.js';

export function removeDeclaration(layout: Layout, input: FlakeInput): readonly TextEdit[] {
  return deleteTidily(layout, input.statements.map(spanOfStatement));
}

/** The new input stands where the first statement of the old one stood. */
export function replaceDeclaration(
  flake: Flake,
  layout: Layout,
  old: FlakeInput,
  input: InputRequest,
  withNixpkgs: boolean,
): readonly TextEdit[] | undefined {
  const [first, ...others] = old.statements;
  if (first?.binding.kind !== 'assignment') return undefined;
  const { binding } = first;
  const { text } = layout;
  const prefix = text.slice(binding.start, binding.path[first.nameIndex]?.start);
  const saidAsMuch = old.leaves.some(({ path }) => path[0] === 'inputs') === withNixpkgs;
  const style = saidAsMuch ? styleOf(layout, old) : chooseStyle(flake, layout, withNixpkgs);
  const entry = newInput(`${prefix}${input.name}`, bindingsOf(input, withNixpkgs), style);
  const rest = layout.lineRest(binding.end);
  const ownLines = layout.isFirstOnLine(binding.start) && rest.isLineEnd;
  const indentation = layout.indentation(binding.start);
  const step = layout.step(flake.set.start, flake.set.bindings[0]?.start);
  const replaced = ownLines
    ? { end: rest.end, text: entry('lines', step).join(`${layout.lineEnd}${indentation}`) }
    : { end: binding.end, text: entry('one-line', '').join(' ') };
  return [{ start: binding.start, ...replaced }, ...deleteTidily(layout, others.map(spanOfStatement))];
}

function spanOfStatement({ binding, nameIndex }: FlakeInput['statements'][number]): Span {
  if (binding.kind === 'assignment' || binding.names.length === 1) return binding;
  return binding.names[nameIndex] as Span;
}
