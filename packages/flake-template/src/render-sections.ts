// Renders configurations that share most of their tables: takes one as plain data, gives the Nix expression, and renders
// each table that is one object in several of them once.
import { fromData, renderExpression } from '@flake-lattice/nix-text';

export type SectionsRenderer = (config: object, lineEnd: string) => string;

/** Gives the text that `renderExpression` gives. */
export function createSectionsRenderer(): SectionsRenderer {
  const known = new WeakMap<object, Map<string, string>>();
  const renderSection = (name: string, section: unknown, lineEnd: string): string => {
    if (typeof section !== 'object' || section === null) return renderBinding(name, section, lineEnd);
    const texts = known.get(section) ?? new Map<string, string>();
    known.set(section, texts);
    const key = `${name}${lineEnd}`;
    const text = texts.get(key) ?? renderBinding(name, section, lineEnd);
    texts.set(key, text);
    return text;
  };
  return (config, lineEnd) => {
    const sections = Object.entries(config);
    if (sections.length < 2) return renderExpression(fromData(config), lineEnd);
    let text = '{';
    for (const [name, section] of sections.sort(byName)) {
      text += `${lineEnd}  ${renderSection(name, section, lineEnd)}`;
    }
    return `${text}${lineEnd}}`;
  };
}

/** What stands between the braces of a set with that binding alone. */
function renderBinding(name: string, value: unknown, lineEnd: string): string {
  const text = renderExpression(fromData(new Map([[name, value]])), lineEnd);
  return text.startsWith('{ ')
    ? text.slice(2, -2)
    : text.slice(`{${lineEnd}  `.length, -`${lineEnd}}`.length);
}

function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}
