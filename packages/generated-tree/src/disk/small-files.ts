// Reads many small files without a look at each beforehand: takes a file, says whether it holds a text, or its hash.
import { hash } from 'node:crypto';
import { closeSync, constants, openSync, readFileSync, readSync } from 'node:fs';

/** For opening: no link is followed, and no pipe waited for. */
export const readOnly = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** Longer files are read the usual way. */
const size = 1 << 18;
const found = Buffer.allocUnsafeSlow(size);
const wanted = Buffer.allocUnsafeSlow(size);

/** False also of what cannot be read, is no regular file, or is long: then a closer look has to tell. */
export function holdsText(file: string, text: string): boolean {
  // A character takes three bytes at most for each of its units.
  if (text.length * 3 >= size) return false;
  const length = readInto(file);
  return length === wanted.write(text) && found.compare(wanted, 0, length, 0, length) === 0;
}

/** SHA-256 in lower-case hexadecimal; nothing of what cannot be read. */
export function hashOf(file: string): string | undefined {
  const length = readInto(file);
  if (length === undefined) return undefined;
  if (length < size) return hash('sha256', found.subarray(0, length));
  // Node takes numbers too.
  return hash('sha256', readFileSync(file, { flag: readOnly as unknown as string }));
}

/** How many bytes were read, nothing of what cannot be. */
function readInto(file: string): number | undefined {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, readOnly);
    return readSync(descriptor, found, 0, size, null);
  } catch {
    return undefined;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
