// The command `npm run set-up`: takes `--for-tests`, makes the clone's toolchain whole and says what there is.
import { fileURLToPath } from 'node:url';
import { type CommandIo, processIo, runCommand } from '@flake-lattice/command-shell';
import { type ExitStatus, exitStatus } from '@flake-lattice/errors';
import type { Toolchain } from './set-up-context.js';
import { setUpToolchain } from './toolchain.js';

export { setUpToolchain } from './toolchain.js';

const repository = fileURLToPath(new URL('../..', import.meta.url));

interface Options {
  readonly forTests?: boolean;
}

export async function run(args: readonly string[], io: CommandIo = processIo()): Promise<ExitStatus> {
  return runCommand<Options>(
    {
      name: 'npm run set-up --',
      description:
        'Makes .toolchain whole: a Nix that works, compilers where the machine has none, and its nixpkgs.',
      examples: [
        { line: 'npm run set-up', does: 'what `npm start` does first' },
        {
          line: 'npm run set-up -- --for-tests',
          does: 'what `npm test` does first: Nix 2.26, an sshd, shells and a browser too',
        },
        { line: 'FLAKE_LATTICE_NIX=/opt/nix/bin/nix npm run set-up', does: 'with a Nix of your choice' },
        {
          line: 'FLAKE_LATTICE_NIXPKGS=flake:nixpkgs npm run set-up',
          does: 'with the real nixpkgs, from the registry of flakes',
        },
      ],
      declare: (command) =>
        command.option(
          '--for-tests',
          'bring what the tests need too: Nix 2.26, an sshd, zsh and fish, a browser',
        ),
      body: async ({ forTests = false }) => {
        const report = (line: string) => io.err(`set-up: ${line}\n`);
        const toolchain = await setUpToolchain({ root: repository, env: io.env, forTests, report });
        if (!toolchain.changed) report('nothing changed');
        io.out(describe(toolchain));
        return exitStatus.done;
      },
    },
    args,
    io,
  );
}

/** A line for each thing that the toolchain has, aligned. */
export function describe({
  nix,
  olderNix,
  sandbox,
  rust,
  cc,
  ssh,
  shells,
  browser,
  nixpkgsReference,
  bin,
}: Toolchain): string {
  const whose = { environment: 'FLAKE_LATTICE_NIX', path: 'of this machine', private: 'of this clone' };
  const lines = [
    ['nix', `${nix.version.text}, ${whose[nix.origin]}: ${nix.path}`],
    ...(olderNix ? [['older nix', `${olderNix.version.text}: ${olderNix.path}`]] : []),
    ...(sandbox ? [['sandbox', sandbox.isOn ? 'builds run in it' : `none: ${sandbox.reason}`]] : []),
    ['rustc', rust ? whose[rust] : 'none'],
    ['cc', cc ? whose[cc] : 'none'],
    ...(ssh ? [['sshd', whose[ssh]]] : []),
    ...(shells ? [['shells', whose[shells]]] : []),
    ...(browser ? [['browser', whose[browser]]] : []),
    ['nixpkgs', nixpkgsReference],
    ['PATH', `export PATH="${bin}:$PATH"`],
  ];
  return lines.map(([name = '', text = '']) => `${name.padEnd(9)}  ${text}\n`).join('');
}
