// Guesses the output folder from the text of lattice.toml, for what need not wait until that is read: takes both, gives the
// folder.
import { dirname, join } from 'node:path';

/**
 * Who uses it holds it against the lattice later on.
 *
 * @param file absolute path of what declares the lattice
 * @returns absolute path
 */
export function guessOutput(file: string, text: string): string {
  return join(dirname(file), /^\s*output\s*=\s*["']([^"'\\]+)["']/m.exec(text)?.[1] ?? 'generated');
}
