// Takes folders back that were made: takes the lowest and the highest of them, removes those that hold nothing.
import { rmdirSync } from 'node:fs';
import { dirname } from 'node:path';

/** Removes `folder` and those above it up to `top`, as far as nothing is in them. */
export function removeEmpty(folder: string, top: string): void {
  for (let each = folder; each.length >= top.length; each = dirname(each)) {
    try {
      rmdirSync(each);
    } catch {
      return;
    }
  }
}
