// The command `npm run reference`: makes the documents of docs/reference anew from the code that they tell of.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { processIo, runCommand } from '@flake-lattice/command-shell';
import { type ExitStatus, exitStatus } from '@flake-lattice/errors';
import { referenceDocuments } from './documents.js';

const root = join(import.meta.dirname, '../..');

export async function run(args: readonly string[], io = processIo()): Promise<ExitStatus> {
  return runCommand<{ readonly check?: true }>(
    {
      name: 'npm run reference --',
      description: 'Makes docs/reference anew: commands, lattice.toml, errors and the API.',
      examples: [
        { line: 'npm run reference', does: 'after a change of what they tell of' },
        { line: 'npm run reference -- --check', does: 'is everything up to date?' },
      ],
      declare: (command) => {
        command.option('--check', 'write nothing, and end with 1 where something is out of date');
      },
      body: async ({ check }) => {
        let stale = 0;
        for (const { path, text } of await referenceDocuments(root)) {
          const file = join(root, path);
          const before = await readFile(file, 'utf8').catch(() => undefined);
          if (before !== text) stale += 1;
          if (before !== text && !check) {
            await mkdir(dirname(file), { recursive: true });
            await writeFile(file, text);
          }
          const word =
            before === text ? 'unchanged' : check ? 'stale' : before === undefined ? 'created' : 'changed';
          io.out(`${word.padEnd(9)}  ${path}\n`);
        }
        if (!check || stale === 0) return exitStatus.done;
        io.err('  hint: npm run reference\n');
        return exitStatus.found;
      },
    },
    args,
    io,
  );
}
