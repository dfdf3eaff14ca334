// Takes the bytes of a TOML file, gives its text, or says where the bytes are not what TOML allows.
import { CodedError } from '@flake-lattice/errors';

const lineFeed = 0x0a;

/**
 * TOML is UTF-8. A byte order mark is dropped.
 *
 * @throws CONFIG_SYNTAX with line and column
 */
export function decodeText(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new CodedError({
      code: 'CONFIG_SYNTAX',
      message: 'not valid UTF-8',
      hint: 'save the file as UTF-8',
      place: { file, ...placeOfByte(bytes, firstBadByte(bytes)) },
      cause,
    });
  }
}

/** The index of the first byte that no text in UTF-8 could hold there: the longest valid beginning ends before it. */
function firstBadByte(bytes: Uint8Array): number {
  let valid = 0;
  let beyond = bytes.length;
  while (beyond - valid > 1) {
    const middle = (valid + beyond) >> 1;
    if (isValidStart(bytes.subarray(0, middle))) valid = middle;
    else beyond = middle;
  }
  return valid;
}

/** Whether the bytes begin a text; a character that the end cuts off is no fault. */
function isValidStart(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function placeOfByte(bytes: Uint8Array, index: number): { line: number; column: number } {
  const before = bytes.subarray(0, index);
  const line = before.reduce((count, byte) => (byte === lineFeed ? count + 1 : count), 1);
  const start = before.subarray(before.lastIndexOf(lineFeed) + 1);
  // A stream holds back a character that is not complete, which is the one at fault.
  return { line, column: new TextDecoder().decode(start, { stream: true }).length + 1 };
}
