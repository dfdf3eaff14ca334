// A tool of the Nx targets: takes `FLAKE#ATTRIBUTE [--link PATH]`, builds it, says what was built and where it lies.
import { relative, resolve } from 'node:path';
import { processIo, runCommand } from '@flake-lattice/command-shell';
import { exitStatus } from '@flake-lattice/errors';
import { buildFlake, findNix, lockFlake } from '@flake-lattice/programs';
import { readNixpkgsOptions } from './nixpkgs-options.js';

interface Options {
  readonly link?: string;
  readonly lock: boolean;
}

export function run(args: readonly string[], io = processIo()): Promise<number> {
  return runCommand<Options>(
    {
      name: 'build-flake',
      description: 'Builds an attribute of a flake and says what was really built.',
      examples: [{ line: 'build-flake .#default --link result', does: 'build the root flake' }],
      declare: (command) =>
        command
          .argument('<flake#attribute>')
          .option('--link <path>', 'a link to the result')
          .option('--no-lock', 'leave no flake.lock behind'),
      body: async ({ link, lock }, [installable]) => {
        const { cwd, env } = io;
        const nix = await findNix({ cwd, env });
        const [flake = '.'] = String(installable).split('#');
        const { outputs, built } = await buildFlake(nix, String(installable), {
          cwd,
          env,
          ...(link === undefined ? {} : { link: resolve(cwd, link) }),
          options: ['--no-write-lock-file', ...(await readNixpkgsOptions(cwd))],
          onBuild: (derivation) => io.err(`building ${derivation}\n`),
        });
        // Only now: a build that fails leaves everything as it was.
        if (lock) await lockFlake(nix, flake, { cwd, env });
        const where = link === undefined ? outputs.join(' ') : relative(cwd, resolve(cwd, link));
        const what =
          built.length === 0
            ? 'nothing to build'
            : `built ${built.length} derivation${built.length === 1 ? '' : 's'}`;
        io.out(`${what}: ${installable} -> ${where}\n`);
        return exitStatus.done;
      },
    },
    args,
    io,
  );
}
