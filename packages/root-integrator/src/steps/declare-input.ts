// Declares an input that the flake does not have: takes the flake and the input, gives the edit that adds it.
import type { Flake } from '@flake-lattice/nix-text';
import { insertAfter, insertIntoEmpty } from '../edit/insert-binding.js';
import type { Layout } from '../edit/layout.js';
import type { TextEdit } from '../edit/text-edit.js';
import type { InputRequest } from '../request.js';
import { bindingsOf, chooseStyle, newInput } from './input-style.js';

export function declareInput(
  flake: Flake,
  layout: Layout,
  input: InputRequest,
  withNixpkgs: boolean,
): TextEdit {
  const { name } = input;
  const said = bindingsOf(input, withNixpkgs);
  const style = chooseStyle(flake, layout, withNixpkgs);
  const inputSet = flake.inputSets.at(-1)?.set;
  if (inputSet) {
    const binding = newInput(name, said, style);
    const last = inputSet.bindings.at(-1);
    return last
      ? insertAfter(layout, inputSet, last, binding)
      : insertIntoEmpty(layout, inputSet, binding, flake.set);
  }
  const binding = newInput(`inputs.${name}`, said, style);
  const neighbours = [...flake.inputs.values()].flatMap(({ statements }) => statements);
  const last = neighbours
    .map((statement) => statement.binding)
    .sort((one, other) => other.start - one.start)[0];
  if (last) return insertAfter(layout, flake.set, last, binding);
  return insertFirst(flake, layout, binding);
}

/** Behind the description, or before everything else. */
function insertFirst(flake: Flake, layout: Layout, binding: ReturnType<typeof newInput>): TextEdit {
  const { bindings, open } = flake.set;
  const [first] = bindings;
  if (!first) return insertIntoEmpty(layout, flake.set, binding, flake.set);
  const description = bindings.find(
    (each) => each.kind === 'assignment' && each.path[0]?.name === 'description',
  );
  if (description) {
    const { end } = layout.lineRest(description.end);
    const blankLineBefore = /^[ \t]*\r?\n[ \t]*\r?\n/.test(layout.text.slice(end));
    return insertAfter(layout, flake.set, description, binding, { blankLineBefore });
  }
  const rest = layout.lineRest(open.end);
  if (!rest.isLineEnd || !layout.isFirstOnLine(first.start)) {
    return { start: open.end, end: open.end, text: ` ${binding('one-line', '').join(' ')}` };
  }
  const indentation = layout.indentation(first.start);
  const lines = binding('lines', indentation || '  ').map((line) => `${layout.lineEnd}${indentation}${line}`);
  return { start: rest.end, end: rest.end, text: lines.join('') };
}
