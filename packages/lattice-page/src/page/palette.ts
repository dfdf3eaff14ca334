// The colours of the drawing: takes them from the style of the page, so that both change with its theme.
import { symbolOf } from '../symbols.js';

export interface Palette {
  readonly ground: string;
  readonly surface: string;
  readonly band: string;
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly accent: string;
  readonly above: string;
  readonly font: string;
  readonly hueOf: (template: string) => string;
}

export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const place = read('scheme') === 'dark' ? 1 : 0;
  return {
    ground: read('ground'),
    surface: read('surface'),
    band: read('band'),
    ink: read('ink'),
    soft: read('soft'),
    line: read('line'),
    accent: read('accent'),
    above: read('above'),
    font: read('font'),
    hueOf: (template) => symbolOf(template).colour[place],
  };
}
