// Gives the uses of an input another name: takes the flake, both names and the uses, gives the edits. A place that must
// go on binding the old name, `inherit old;`, binds it to the new input.
import type { Flake, InputUse } from '@flake-lattice/nix-text';
import type { Layout } from '../edit/layout.js';
import type { TextEdit } from '../edit/text-edit.js';
import { deleteTidily } from '../edit/tidy-deletion.js';

type InheritanceUse = Extract<InputUse, { kind: 'inheritance' }>;

export function renameUses(
  flake: Flake,
  layout: Layout,
  uses: readonly InputUse[],
  name: string,
): readonly TextEdit[] {
  return uses.flatMap((use) => {
    if (use.kind === 'inheritance') return renameInheritance(flake, layout, use, name);
    const quoted = use.kind === 'attribute' && use.style === 'quoted';
    return [{ start: use.span.start, end: use.span.end, text: quoted ? `"${name}"` : name }];
  });
}

function renameInheritance(
  { text }: Flake,
  layout: Layout,
  { binding, span }: InheritanceUse,
  name: string,
): readonly TextEdit[] {
  const { from } = binding;
  const value = from ? `${text.slice(from.start, from.end)}.${name}` : name;
  const assignment = `${text.slice(span.start, span.end)} = ${value};`;
  if (binding.names.length === 1) return [{ start: binding.start, end: binding.end, text: assignment }];
  const isOwnLine = layout.isFirstOnLine(binding.start) && layout.lineRest(binding.end).isLineEnd;
  const gap = isOwnLine ? `${layout.lineEnd}${layout.indentation(binding.start)}` : ' ';
  return [
    ...deleteTidily(layout, [{ start: span.start, end: span.end }]),
    { start: binding.end, end: binding.end, text: `${gap}${assignment}` },
  ];
}
