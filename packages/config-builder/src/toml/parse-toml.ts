// Takes the text of a TOML 1.0 document, gives its syntax tree, or says where it is none.
import { CodedError, type Place } from '@flake-lattice/errors';
import { type AST, ParseError, parseTOML } from 'toml-eslint-parser';

/**
 * @param file how places name the document
 * @throws CONFIG_SYNTAX with line and column, from 1
 */
export function parseToml(text: string, file: string): AST.TOMLProgram {
  // The parser would take it for the end of a line.
  const stray = /\r(?!\n)/.exec(text);
  if (stray !== null) {
    const before = text.slice(0, stray.index).split('\n');
    const column = (before.at(-1) as string).length + 1;
    throw syntaxError('a carriage return without a line feed', { file, line: before.length, column });
  }
  try {
    return parseTOML(text, { tomlVersion: '1.0' });
  } catch (error) {
    if (error instanceof ParseError) {
      const place = { file, line: error.lineNumber, column: error.column + 1 };
      if (isMark(text, error.lineNumber)) throw mergeUnfinished(place);
      throw syntaxError(lowerFirst(error.message), place, error);
    }
    // The parser keeps the characters of a string, and the arrays that it is within, on the stack.
    if (error instanceof RangeError) {
      throw syntaxError('a string of more than 100,000 characters, or nesting too deep', { file }, error);
    }
    throw error;
  }
}

/** @param line from 1 on */
function isMark(text: string, line: number): boolean {
  return /^(?:<{7}|={7}|>{7}|\|{7})(?: |\r?$)/.test(text.split('\n')[line - 1] ?? '');
}

function mergeUnfinished(place: Place): CodedError {
  const message = 'not valid TOML: a mark that git left, since two branches changed the same lines';
  const hint = 'decide what is to stand there, take the marks out, and run the command again';
  return new CodedError({ code: 'CONFIG_SYNTAX', message, hint, place });
}

export function syntaxError(message: string, place: Place, cause?: unknown): CodedError {
  const hint = 'mend the TOML at this place; https://toml.io/en/v1.0.0 has the rules';
  return new CodedError({ code: 'CONFIG_SYNTAX', message: `not valid TOML: ${message}`, hint, place, cause });
}

/** Where a part of the tree begins. */
export function placeOf(node: AST.TOMLNode, file: string): Place {
  return { file, line: node.loc.start.line, column: node.loc.start.column + 1 };
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
