// Renders a template: takes its file and the data it sees, gives text in which every value is a Nix expression.
import { readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { CodedError, isCodedError } from '@flake-lattice/errors';
import { fromData, placeExpressions, renderForTemplate } from '@flake-lattice/nix-text';
import { Eta, EtaParseError } from 'eta';
import { MissingKey, strictData } from './strict-data.js';

/** A fault of a template's own code, with the line where Eta was; lines count from 1. */
class TemplateFault extends Error {
  constructor(
    readonly fault: unknown,
    readonly file: string,
    readonly line: number,
  ) {
    super('a template failed');
  }
}

/**
 * Eta with the Nix renderer in the place of its HTML escaping, nothing trimmed, and nothing passed over that is
 * missing, in included templates as well.
 */
class NixEta extends Eta {
  constructor(folder: string) {
    super({
      views: folder,
      autoEscape: true,
      autoTrim: false,
      debug: true,
      defaultExtension: '',
      escapeFunction: (value: unknown) => renderForTemplate(fromData(value)),
    });
    const render = this.render;
    this.render = ((template: never, data: object, options: never) =>
      render.call(this, template, strictData(data, 'it') as never, options)) as typeof render;
    this.RuntimeErr = ((fault: unknown, _text: string, line: number, file?: string) => {
      throw fault instanceof TemplateFault ? fault : new TemplateFault(fault, file ?? '', line);
    }) as typeof this.RuntimeErr;
  }
}

/**
 * `<%= value %>` is the value as a Nix expression, `<%~ text %>` the text as it is, `<% code %>` JavaScript. Other
 * templates of the same folder are had by `<%~ include('./other.nix.eta') %>`.
 *
 * @throws CodedError TEMPLATE_MISSING, TEMPLATE_SYNTAX, TEMPLATE_PLACEHOLDER, and VALUE_NOT_NIX with the template's
 * line
 */
export async function renderTemplate(file: string, data: object): Promise<string> {
  await checkReadable(file);
  try {
    return placeExpressions(new NixEta(dirname(file)).render(`./${basename(file)}`, data));
  } catch (fault) {
    throw codeTemplateFault(fault, file);
  }
}

async function checkReadable(file: string): Promise<void> {
  try {
    await readFile(file);
  } catch (cause) {
    throw new CodedError({
      code: 'TEMPLATE_MISSING',
      message: `the template \`${file}\` cannot be read`,
      hint: 'give the path of an Eta template with --template, or leave the option out for the built-in one',
      place: { file },
      cause,
    });
  }
}

function codeTemplateFault(thrown: unknown, file: string): unknown {
  const { fault, place } =
    thrown instanceof TemplateFault
      ? { fault: thrown.fault, place: { file: thrown.file || file, line: thrown.line } }
      : { fault: thrown, place: { file } };
  if (fault instanceof MissingKey) {
    return new CodedError({
      code: 'TEMPLATE_PLACEHOLDER',
      message: `the template reads \`${fault.path}\`, which is not there`,
      hint: `keys that are there: ${fault.known.join(', ') || 'none'}\nset the missing one in the configuration, or ask with \`'key' in …\` first`,
      place,
      cause: fault,
    });
  }
  if (isCodedError(fault)) {
    const { code, message, hint, detail } = fault;
    return new CodedError({ code, message, hint, place, ...(detail ? { detail } : {}), cause: fault });
  }
  const line = fault instanceof EtaParseError ? /at line (\d+)/.exec(fault.message)?.[1] : undefined;
  return new CodedError({
    code: 'TEMPLATE_SYNTAX',
    message: `the template \`${place.file}\` failed: ${firstLine(fault)}`,
    hint: 'mend the code between `<%` and `%>`',
    place: line === undefined ? place : { file, line: Number(line) },
    cause: fault,
  });
}

function firstLine(fault: unknown): string {
  const text = fault instanceof Error ? fault.message : String(fault);
  return text.split('\n').find((line) => line.trim() !== '') ?? 'no reason given';
}
