// Shows what a file holds to people: takes bytes, gives their text, or one line about those that are none.
import { hash } from 'node:crypto';

/** As git tells it: no text holds a NUL. */
export function isBinary(bytes: Uint8Array): boolean {
  return bytes.includes(0);
}

export function shownText(bytes: Uint8Array): string {
  return isBinary(bytes) ? `${describeBinary(bytes)}\n` : Buffer.from(bytes).toString();
}

export function describeBinary(bytes: Uint8Array): string {
  return `${bytes.length} bytes that are no text, SHA-256 ${hash('sha256', bytes)}`;
}
