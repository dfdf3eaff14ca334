// Renders configurations that share most of their tables: takes one, gives the Nix expression of its data, and renders each
// table that is one object in several of them once.
import { type MarkedNode, type MarkedTable, withoutMarks } from '@flake-lattice/config-builder';
import { renderBinding, renderData } from '@flake-lattice/nix-text';
import { dataOfNode, templateData } from './template-data.js';

export type SectionsRenderer = (config: MarkedTable<unknown>, lineEnd: string) => string;

/** Gives the text that `renderExpression` gives of `templateData`. */
export function createSectionsRenderer(): SectionsRenderer {
  const known = new Map<string, WeakMap<MarkedNode<unknown>, Section>>();
  return (config, lineEnd) => {
    const { entries } = config;
    if (entries.size < 2) return renderData(templateData(withoutMarks(config)), lineEnd);
    const texts = known.get(lineEnd) ?? new WeakMap<MarkedNode<unknown>, Section>();
    known.set(lineEnd, texts);
    let text = '{';
    for (const name of [...entries.keys()].sort()) {
      text += renderSection(name, entries.get(name) as MarkedNode<unknown>, lineEnd, texts);
    }
    return `${text}${lineEnd}}`;
  };
}

interface Section {
  readonly name: string;
  readonly text: string;
}

/** With the line end before it. */
function renderSection(
  name: string,
  section: MarkedNode<unknown>,
  lineEnd: string,
  texts: WeakMap<MarkedNode<unknown>, Section>,
): string {
  const found = texts.get(section);
  if (found?.name === name) return found.text;
  const text = `${lineEnd}  ${renderBinding(name, dataOfNode(section), lineEnd)}`;
  texts.set(section, { name, text });
  return text;
}
