// Writes a text file where it differs, whole or not at all: says whether it did.
import { chmod, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** @param mode such as 0o755 */
export async function writeText(file: string, text: string, mode = 0o644): Promise<boolean> {
  const before = await readFile(file, 'utf8').catch(() => undefined);
  if (before === text && ((await stat(file)).mode & 0o777) === mode) return false;
  await mkdir(dirname(file), { recursive: true });
  const staged = join(dirname(file), `.${basename(file)}.staged`);
  await writeFile(staged, text);
  await chmod(staged, mode);
  await rename(staged, file);
  return true;
}
