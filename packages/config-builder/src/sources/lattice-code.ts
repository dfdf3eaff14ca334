// Takes the path of lattice.config.ts, runs it, gives what it defines as the document that lattice.toml would be.
import { readFile } from 'node:fs/promises';
import { CodedError, isCodedError, type Place } from '@flake-lattice/errors';
import { defineLattice } from '../define-lattice.js';
import type { Origin } from '../origin.js';
import { decodeText } from '../toml/decode-text.js';
import type { MarkedTable } from '../toml/marked-table.js';
import { documentOfObject } from './object-document.js';
import { codeReadFault } from './read-toml-file.js';

/** What a file may import without having it installed. */
const ownModules = { defineLattice };

/**
 * The file is code, trusted as a flake.nix is. Nothing is kept on the disk, and nothing in memory: each call runs it
 * anew. Key and value are the same as in TOML; a key's line is known where its name stands before a colon just once.
 *
 * @param file absolute path
 * @param shown how errors and origins name it
 * @throws CONFIG_MISSING, CONFIG_NOT_READABLE, CONFIG_CODE_FAILED, CONFIG_WRONG_TYPE
 */
export async function readLatticeCode(file: string, shown: string): Promise<MarkedTable<Origin>> {
  let text: string;
  try {
    text = decodeText(await readFile(file), shown);
  } catch (fault) {
    throw isCodedError(fault) ? fault : codeReadFault(fault, shown);
  }
  const defined = await runFile(file, shown);
  const lines = linesOfKeys(text);
  const placeOf = (path: readonly string[]): Place => {
    const line = lines.get(path.at(-1) ?? '');
    return line === undefined ? { file: shown } : { file: shown, line };
  };
  try {
    return documentOfObject(defined, (path) => ({ layer: 'lattice', name: shown, place: placeOf(path) }));
  } catch (thrown) {
    // A getter is code too.
    throw isCodedError(thrown) ? thrown : failed(file, shown, `\`${shown}\` cannot be read`, { thrown });
  }
}

async function runFile(file: string, shown: string): Promise<object> {
  // Loaded only where a lattice is code: it is large, and most are TOML.
  const { createJiti } = await import('jiti');
  const jiti = createJiti(file, {
    fsCache: false,
    moduleCache: false,
    interopDefault: false,
    sourceMaps: false,
    virtualModules: { 'flake-lattice': ownModules, '@flake-lattice/config-builder': ownModules },
  });
  let loaded: unknown;
  let defined: unknown;
  try {
    loaded = await jiti.import(file);
    defined = await (loaded as { readonly default?: unknown } | undefined)?.default;
  } catch (thrown) {
    throw failed(file, shown, `\`${shown}\` cannot be loaded`, { thrown });
  }
  if (typeof defined === 'object' && defined !== null) return defined;
  throw failed(file, shown, `\`${shown}\` has no default export that is a lattice`);
}

function failed(
  file: string,
  shown: string,
  message: string,
  cause?: { readonly thrown: unknown },
): CodedError {
  return new CodedError({
    code: 'CONFIG_CODE_FAILED',
    message,
    hint:
      cause === undefined
        ? 'export default defineLattice({ … })'
        : 'mend the code; it runs when the file is read',
    place: { file: shown, ...(cause === undefined ? {} : placeWithin(file, cause.thrown)) },
    ...(cause === undefined
      ? {}
      : { detail: sayThrown(cause.thrown).replaceAll(file, shown), cause: cause.thrown }),
  });
}

/** Code may throw anything, and errors of another realm are no `Error` here. */
function sayThrown(thrown: unknown): string {
  const message = (thrown as { readonly message?: unknown } | null | undefined)?.message;
  return typeof message === 'string' && message !== '' ? message.trim() : `it threw ${String(thrown)}`;
}

/** Where the transpiler refused the file (its columns count from 0), or the line of the file that threw. */
function placeWithin(file: string, thrown: unknown): { readonly line?: number; readonly column?: number } {
  const at = (text: string) => {
    const found = text.includes(`${file}:`)
      ? /^:(\d+):(\d+)/.exec(text.slice(text.indexOf(file) + file.length))
      : null;
    return found === null ? undefined : { line: Number(found[1]), column: Number(found[2]) };
  };
  const refused = at(sayThrown(thrown));
  if (refused) return { line: refused.line, column: refused.column + 1 };
  const stack = (thrown as { readonly stack?: unknown } | null | undefined)?.stack;
  const line = at(typeof stack === 'string' ? stack : '')?.line;
  return line === undefined ? {} : { line };
}

/** The line of each name that stands before a colon just once, comments of whole lines left out. */
function linesOfKeys(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  const several = new Set<string>();
  for (const [index, line] of text.split('\n').entries()) {
    if (/^\s*(?:\/\/|\/?\*)/.test(line)) continue;
    for (const match of line.matchAll(/(?:([\w$]+)|'([^'\\]*)'|"([^"\\]*)")\s*:/g)) {
      const name = match[1] ?? match[2] ?? match[3] ?? '';
      if (lines.has(name)) several.add(name);
      lines.set(name, index + 1);
    }
  }
  for (const name of several) lines.delete(name);
  return lines;
}
