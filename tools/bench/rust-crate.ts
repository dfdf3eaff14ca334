// For benches: a Rust crate of many lines, written to a folder of its own.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { rustCrateText } from './rust-crate-text.js';

export function writeCrate(lines: number): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'flake-lattice-bench-'));
  const numbers = fc.sample(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
    seed: 20,
    numRuns: lines,
  });
  let at = 0;
  const files = rustCrateText({ lines, random: () => numbers[at++ % numbers.length] ?? 0 });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
