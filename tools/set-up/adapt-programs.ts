// Makes programs of unpacked packages work at a place: takes their folder and where it is going to lie.
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from '@flake-lattice/programs';
import { type Environment, runStep } from './run-step.js';
import { findUnpackedRoot } from './unpacked-root.js';

export interface UnpackedPrograms {
  /** Absolute path of the folder that the packages, `patchelf` among them, were unpacked into. */
  readonly folder: string;
  /** Folders within it that are searched for programs. */
  readonly within: readonly string[];
  readonly env: Environment;
}

/** Each finds its loader and its libraries by absolute paths. @param place absolute path */
export async function adaptPrograms({ folder, within, env }: UnpackedPrograms, place: string): Promise<void> {
  const { loader, libraryFolders } = await findUnpackedRoot(folder);
  const at = (path: string) => join(place, path.slice(folder.length));
  const start = ['--library-path', libraryFolders.join(':'), join(folder, 'usr', 'bin', 'patchelf')];
  const change = [
    '--set-interpreter',
    at(loader),
    '--force-rpath',
    '--set-rpath',
    libraryFolders.map(at).join(':'),
  ];
  for (const program of await listPrograms(folder, within)) {
    const asked = await runProgram(loader, [...start, '--print-interpreter', program], { cwd: folder, env });
    if (asked.exitCode !== 0) continue;
    const purpose = `prepare \`${program}\``;
    await runStep(loader, [...start, ...change, program], { purpose, cwd: folder, env });
  }
}

async function listPrograms(folder: string, within: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const above of within) {
    const options = { recursive: true, withFileTypes: true } as const;
    for (const entry of await readdir(join(folder, above), options).catch(() => [])) {
      const file = join(entry.parentPath ?? entry.path, entry.name);
      if (entry.isFile() && entry.name !== 'patchelf' && (await isElf(file))) found.push(file);
    }
  }
  return found;
}

async function isElf(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return bytesRead === 4 && buffer.toString('latin1') === '\x7fELF';
  } finally {
    await file.close();
  }
}
