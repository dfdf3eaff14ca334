// Finds a program by its name: takes the folders to look in, gives its absolute path.
import { access, constants, stat } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';

/** The absolute path of the first `name` on a `PATH`; relative entries are passed over. */
export async function findOnPath(name: string, path: string | undefined): Promise<string | undefined> {
  for (const folder of (path ?? '').split(delimiter)) {
    if (folder.startsWith('/') && (await isProgram(join(folder, name)))) return join(folder, name);
  }
  return undefined;
}

/** What set-up brought to the clone that a folder lies in. */
export async function findToolchainProgram(name: string, cwd: string): Promise<string | undefined> {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const candidate = join(folder, '.toolchain', 'bin', name);
    if (await isProgram(candidate)) return candidate;
    if (folder === dirname(folder)) return undefined;
  }
}

/** Folders may be entered, which the system calls executable too. */
async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}
