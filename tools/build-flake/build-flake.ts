// A tool of the Nx targets: takes `FLAKE#ATTRIBUTE [--link PATH]`, builds it, says what was built and where it lies.
import { relative, resolve } from 'node:path';
import { processIo, runCommand } from '@flake-lattice/command-shell';
import { exitStatus, isCodedError } from '@flake-lattice/errors';
import { buildFlake, findNix, lockFlake } from '@flake-lattice/programs';
import { readNixpkgsOptions } from './nixpkgs-options.js';

interface Options {
  readonly link?: string;
  readonly lock: boolean;
  readonly compiles?: boolean;
}

/** What the stand-in says of a machine that has no compiler. */
const lacking = /this build needs `(\S+)`, and (?:set-up|the stand-in)/;

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
          .option('--no-lock', 'leave no flake.lock behind')
          .option('--compiles', 'build with the compilers of this machine, or say that there are none'),
      body: async ({ link, lock, compiles = false }, [installable]) => {
        const { cwd, env } = io;
        const nix = await findNix({ cwd, env });
        const [flake = '.'] = String(installable).split('#');
        const building = buildFlake(nix, String(installable), {
          cwd,
          env,
          ...(link === undefined ? {} : { link: resolve(cwd, link) }),
          options: ['--no-write-lock-file', ...(await readNixpkgsOptions(cwd, compiles))],
          onBuild: (derivation) => io.err(`building ${derivation}\n`),
        });
        const report = await building.catch((fault) => {
          const program = compiles && isCodedError(fault) && lacking.exec(fault.detail ?? '')?.[1];
          if (program) return program;
          throw fault;
        });
        if (typeof report === 'string') {
          // Everything else of the repository works without one.
          io.out(`not built, no ${report} here: ${installable} -> install ${report}, then npm start\n`);
          return exitStatus.done;
        }
        const { outputs, built } = report;
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
