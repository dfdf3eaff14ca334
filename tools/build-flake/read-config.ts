// A tool of the Nx targets: takes a configuration file, and lets Nix itself read every byte of it.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { processIo, runCommand } from '@flake-lattice/command-shell';
import { CodedError, exitStatus } from '@flake-lattice/errors';
import { findNix, runNix } from '@flake-lattice/programs';

export function run(args: readonly string[], io = processIo()): Promise<number> {
  return runCommand<object>(
    {
      name: 'read-config',
      description: 'Lets Nix read a configuration file, and compares what it read with the file.',
      examples: [
        { line: 'read-config generated/config-seed/config.toml', does: 'read the seed configuration' },
      ],
      declare: (command) => command.argument('<file>'),
      body: async (_, [file]) => {
        const { cwd, env } = io;
        const path = resolve(cwd, String(file));
        const nix = await findNix({ cwd, env });
        const expression = '{ file }: builtins.readFile file';
        const read = await runNix(
          nix,
          ['--eval', '--strict', '--json', '--argstr', 'file', path, '--expr', expression],
          { program: 'nix-instantiate', cwd, env },
        );
        if (read.exitCode !== 0 || JSON.parse(read.stdout) !== (await readFile(path, 'utf8'))) {
          throw new CodedError({
            code: 'EVALUATION_FAILED',
            message: `Nix does not read \`${file}\` as it is`,
            hint: 'npx nx run config-builder:generate',
            detail: read.stderr.trim(),
          });
        }
        io.out(`Nix reads ${file} as it is\n`);
        return exitStatus.done;
      },
    },
    args,
    io,
  );
}
