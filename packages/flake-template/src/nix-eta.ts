// Eta made to write Nix: takes a folder of templates, renders one of them with its values marked and numbered.
import { fromData, type NixExpression, renderForTemplate } from '@flake-lattice/nix-text';
import { Eta } from 'eta';
import { strictData } from './strict-data.js';

/** Where a tag of a template stands; lines count from 1. */
export interface TemplatePlace {
  readonly file: string;
  readonly line: number;
}

/** A fault of a template's own code, with the tag that Eta was at. */
export class TemplateFault extends Error {
  constructor(
    readonly fault: unknown,
    readonly place: TemplatePlace,
  ) {
    super('a template failed');
  }
}

interface PlacedData extends TemplatePlace {
  readonly data: unknown;
}

/** A tag as Eta's parser gives it in debug mode; `i` is `<%= %>`. */
interface Tag {
  readonly t: string;
  readonly val: string;
  readonly lineNo?: number;
}

export interface NixEtaOptions {
  /** Where templates are; absolute. */
  readonly folder: string;
  /** Whether a template is read once, however often it is rendered. */
  readonly cache?: boolean;
  /** What a value becomes. @param number the one that it is marked with */
  readonly expressionOf?: (value: unknown, number: number) => NixExpression;
}

/**
 * The Nix renderer stands in the place of Eta's HTML escaping, nothing is trimmed, and nothing that is missing is
 * passed over, in included templates as well.
 */
export class NixEta extends Eta {
  /** Where each value of the last rendering came from, by the number that it is marked with. */
  readonly places: TemplatePlace[] = [];
  readonly #expressionOf: (value: unknown, number: number) => NixExpression;

  constructor({ folder, cache = false, expressionOf = fromData }: NixEtaOptions) {
    super({ views: folder, cache, autoEscape: true, autoTrim: false, debug: true, defaultExtension: '' });
    this.#expressionOf = expressionOf;
    let reading = '';
    const { readFile, render } = this;
    this.readFile = (path) => {
      reading = path;
      return readFile?.call(this, path) ?? '';
    };
    this.render = ((template: never, data: object, options: never) =>
      render.call(this, template, strictData(data, 'it') as never, options)) as typeof render;
    this.RuntimeErr = ((fault: unknown, _text: string, line: number, file?: string) => {
      throw fault instanceof TemplateFault ? fault : new TemplateFault(fault, { file: file ?? '', line });
    }) as typeof this.RuntimeErr;
    this.configure({
      plugins: [{ processAST: (tags: (string | Tag)[]) => tags.map((tag) => withPlace(tag, reading)) }],
      escapeFunction: (placed: unknown) => this.#mark(placed as PlacedData),
    });
  }

  #mark({ data, file, line }: PlacedData): string {
    const number = this.places.push({ file, line }) - 1;
    return renderForTemplate(this.#expressionOf(data, number), number);
  }
}

/** Lets the code of `<%= value %>` tell where it stands, besides its value. */
function withPlace(tag: string | Tag, file: string): string | Tag {
  if (typeof tag === 'string' || tag.t !== 'i') return tag;
  return { ...tag, val: `{file:${JSON.stringify(file)},line:${tag.lineNo},data:(${tag.val}\n)}` };
}
