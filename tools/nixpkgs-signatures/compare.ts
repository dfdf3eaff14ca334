// Compares what is recorded of nixpkgs, which the stand-in is held to, with a real nixpkgs, for whoever has one.
import { isAbsolute, join, resolve } from 'node:path';
import { type CommandIo, processIo, runCommand } from '@flake-lattice/command-shell';
import { type ExitStatus, exitStatus } from '@flake-lattice/errors';
import { findNix } from '@flake-lattice/programs';
import { askNames, askNixpkgs } from './ask-nixpkgs.js';
import { findDifferences } from './find-differences.js';
import { readRecording } from './recording.js';

const standIn = join(import.meta.dirname, '../../nix/host-nixpkgs');

interface Options {
  readonly nixpkgs: string;
}

export async function run(args: readonly string[], io: CommandIo = processIo()): Promise<ExitStatus> {
  const name = 'node tools/bootstrap.mjs tools/nixpkgs-signatures/compare.ts';
  return runCommand<Options>(
    {
      name,
      description: 'Compares what is recorded of nixpkgs with a real one: signatures, behaviours, names.',
      examples: [
        { line: `${name} --nixpkgs github:NixOS/nixpkgs/nixos-25.11`, does: 'with a release' },
        { line: `${name} --nixpkgs ../nixpkgs`, does: 'with a checkout' },
      ],
      declare: (command) =>
        command.requiredOption('--nixpkgs <reference>', 'a flake reference, or the path of a checkout'),
      body: ({ nixpkgs }) => compare(nixpkgs, io),
    },
    args,
    io,
  );
}

async function compare(reference: string, { cwd, env, out, err }: CommandIo): Promise<ExitStatus> {
  const nix = await findNix({ cwd, env });
  const nixpkgs = isPath(reference) ? resolve(cwd, reference) : reference;
  const recorded = await readRecording(join(standIn, 'signatures.json'));
  const asked = { questions: standIn, cwd, env };
  const names = await askNames(nix, { ...asked, nixpkgs: standIn });
  const differences = findDifferences(recorded, names, await askNixpkgs(nix, { ...asked, nixpkgs }));
  for (const difference of differences) out(`${difference}\n`);
  const counts = [
    `${Object.keys(recorded.signatures).length} signatures`,
    `${Object.keys(recorded.behaviours).length} behaviours`,
    `${Object.values(names).flat().length} names`,
  ];
  err(
    `compared with the recording of nixpkgs ${recorded.release}: ${counts.join(', ')}; ${differences.length} differ\n`,
  );
  return differences.length === 0 ? exitStatus.done : exitStatus.found;
}

const isPath = (reference: string): boolean => isAbsolute(reference) || /^\.{1,2}(\/|$)/.test(reference);
