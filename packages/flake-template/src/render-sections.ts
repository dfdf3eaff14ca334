// Renders configurations that share most of their tables: takes one as plain data, gives the Nix expression, and renders
// each table that is one object in several of them once.
import { renderBinding, renderData } from '@flake-lattice/nix-text';

export type SectionsRenderer = (config: object, lineEnd: string) => string;

/** Gives the text that `renderExpression` gives. */
export function createSectionsRenderer(): SectionsRenderer {
  const known = new Map<string, WeakMap<object, Section>>();
  return (config, lineEnd) => {
    const names = Object.keys(config);
    if (names.length < 2) return renderData(config, lineEnd);
    const sections = config as Readonly<Record<string, unknown>>;
    const texts = known.get(lineEnd) ?? new WeakMap<object, Section>();
    known.set(lineEnd, texts);
    let text = '{';
    for (const name of names.sort()) text += renderSection(name, sections[name], lineEnd, texts);
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
  section: unknown,
  lineEnd: string,
  texts: WeakMap<object, Section>,
): string {
  const isShared = typeof section === 'object' && section !== null;
  const found = isShared ? texts.get(section) : undefined;
  if (found?.name === name) return found.text;
  const text = `${lineEnd}  ${renderBinding(name, section, lineEnd)}`;
  if (isShared) texts.set(section, { name, text });
  return text;
}
