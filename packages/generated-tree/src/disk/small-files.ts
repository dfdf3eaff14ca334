// Many small files, each with as few calls as can be: takes a file, says whether it holds some bytes, or its hash, or writes
// it anew.
import { hash } from 'node:crypto';
import { closeSync, constants, openSync, readFileSync, readSync, writeSync } from 'node:fs';

/** For opening: no link is followed, and no pipe waited for. */
export const readOnly = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** Longer files are read the usual way. */
const size = 1 << 18;
const found = Buffer.allocUnsafeSlow(size);

/** False also of what cannot be read, is no regular file, or is long: then a closer look has to tell. */
export function holdsBytes(file: string, bytes: Uint8Array): boolean {
  if (bytes.length >= size) return false;
  const length = readInto(file);
  return length === bytes.length && found.compare(bytes, 0, length, 0, length) === 0;
}

/** A file that is there is a fault, whatever it is. */
export function writeNew(file: string, contents: string | Uint8Array): void {
  const bytes = typeof contents === 'string' ? Buffer.from(contents) : contents;
  const descriptor = openSync(file, 'wx');
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
  } finally {
    closeSync(descriptor);
  }
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
