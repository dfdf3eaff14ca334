// The command flake-template-generator: parses its options, composes the layer, prints.
import { readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { type CommandFace, type CommandIo, processIo, runCommand } from '@flake-lattice/command-shell';
import { type ExitStatus, exitStatus } from '@flake-lattice/errors';
import { formatDiff } from '@flake-lattice/generated-tree';
import { type GeneratedFlake, generateFlake } from './generate-flake.js';
import { type WrittenFlake, writeFlake } from './write-flake.js';

interface Options {
  readonly configPath: string;
  readonly outputDir: string;
  readonly template?: string;
  readonly name?: string;
  readonly description?: string;
  readonly system?: readonly string[];
  readonly nixpkgs?: string;
  readonly dryRun?: true;
  readonly json?: true;
}

export function run(args: readonly string[], io: CommandIo = processIo()): Promise<ExitStatus> {
  return runCommand(face(io), args, io);
}

function face(io: CommandIo): CommandFace<Options> {
  return {
    name: 'flake-template-generator',
    description:
      'Writes a flake that holds a configuration: flake.nix from a template, and config.toml beside it.',
    examples: [
      {
        line: 'flake-template-generator --config-path config.toml --output-dir target/seed',
        does: 'write a flake',
      },
      {
        line: 'flake-template-generator … --template my.nix.eta --name seed',
        does: 'from your own template',
      },
      { line: 'flake-template-generator … --dry-run', does: 'print what would change' },
    ],
    declare: (command) =>
      command
        .requiredOption('--config-path <file>', 'the configuration, a TOML file')
        .requiredOption('--output-dir <folder>', 'where flake.nix and config.toml go')
        .option('--template <file>', 'an Eta template of your own (default: the built-in one)')
        .option('--name <name>', 'the name of the flake (default: that of its folder)')
        .option('--description <text>', 'its description')
        .option(
          '--system <system>',
          'a system it is for; repeatable (default: nix.systems of the configuration)',
          collect,
        )
        .option('--nixpkgs <reference>', 'the flake of nixpkgs (default: nix.nixpkgs of the configuration)')
        .option('--dry-run', 'write nothing, print the difference')
        .option('--json', 'print the result as JSON'),
    body: (options) => generate(options, io),
  };
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

async function generate(options: Options, io: CommandIo): Promise<ExitStatus> {
  const outputDir = resolve(io.cwd, options.outputDir);
  const { template, name, description, system: systems, nixpkgs } = options;
  const flake = await generateFlake(
    {
      configPath: resolve(io.cwd, options.configPath),
      outputDir,
      ...(template === undefined ? {} : { template: resolve(io.cwd, template) }),
      ...(name === undefined ? {} : { name }),
      ...(description === undefined ? {} : { description }),
      ...(systems === undefined ? {} : { systems }),
      ...(nixpkgs === undefined ? {} : { nixpkgs }),
    },
    io,
  );
  if (options.dryRun) io.out(await formatDifference(flake, outputDir, io.cwd));
  else report(await writeFlake(outputDir, flake.files, flake.repository), flake, options, io);
  return exitStatus.done;
}

async function formatDifference({ files }: GeneratedFlake, outputDir: string, cwd: string): Promise<string> {
  const planned = [
    ['config.toml', Buffer.from(files.config).toString()],
    ['flake.nix', files.flake],
  ] as const;
  const diffs = planned.map(async ([name, after]) => {
    const file = join(outputDir, name);
    return formatDiff(relative(cwd, file), await readFile(file, 'utf8').catch(() => undefined), after);
  });
  return (await Promise.all(diffs)).join('');
}

function report(
  written: WrittenFlake,
  { repository }: GeneratedFlake,
  { json }: Options,
  io: CommandIo,
): void {
  const shown = (file: string) => relative(io.cwd, file);
  const files = written.files.map(({ file, outcome }) => ({ file: shown(file), outcome }));
  if (json) io.out(`${JSON.stringify({ files, added: written.added.map(shown) }, null, 2)}\n`);
  else for (const { file, outcome } of files) io.out(`${outcome.padEnd(9)}  ${file}\n`);
  if (repository === undefined) {
    io.err(
      'note: the folder lies in no git repository, so Nix will copy it whole; `git init` makes it part of one\n',
    );
  }
  if (written.ignored.length > 0) {
    io.err(
      'note: git ignores this folder, and Nix sees only what git knows; just these files were added (intent only)\n',
    );
  }
}
