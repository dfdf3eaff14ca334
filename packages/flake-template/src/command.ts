// The command flake-template-generator: parses its options, composes the layer, prints.
import { relative, resolve } from 'node:path';
import { type CommandFace, type CommandIo, processIo, runCommand } from '@flake-lattice/command-shell';
import { CodedError, type ExitStatus, exitStatus } from '@flake-lattice/errors';
import { type GeneratedFlake, generateFlake } from './generate-flake.js';
import { previewFlake } from './preview-flake.js';
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
  const { template, name, description, system: systems, nixpkgs } = options;
  const generated = await generateFlake(
    {
      configPath: pathOf('--config-path', options.configPath, io),
      outputDir: pathOf('--output-dir', options.outputDir, io),
      ...(template === undefined ? {} : { template: pathOf('--template', template, io) }),
      ...(name === undefined ? {} : { name }),
      ...(description === undefined ? {} : { description }),
      ...(systems === undefined ? {} : { systems }),
      ...(nixpkgs === undefined ? {} : { nixpkgs }),
    },
    io,
  );
  const { folder, files, repository } = generated;
  if (options.dryRun) await preview(generated, options, io);
  else report(await writeFlake(folder, files, repository), generated, options, io);
  return exitStatus.done;
}

/** An empty path, as an unset variable of a shell makes it, would mean the current folder. */
function pathOf(option: string, path: string, { cwd }: CommandIo): string {
  if (path !== '') return resolve(cwd, path);
  throw new CodedError({
    code: 'USAGE',
    message: `\`${option}\` is empty`,
    hint: `${option} PATH   (\`.\` is the current folder)`,
  });
}

async function preview(
  { folder, files, repository }: GeneratedFlake,
  { json }: Options,
  io: CommandIo,
): Promise<void> {
  const isBelow = !relative(io.cwd, folder).startsWith('..');
  // Where `git apply` and `patch -p1` are to be called: here, or at the top of the repository.
  const top = isBelow ? io.cwd : (repository?.root ?? folder);
  const previewed = await previewFlake(folder, files, (file) => relative(top, file));
  const asJson = previewed.map(({ file, outcome, diff }) => ({
    file: relative(io.cwd, file),
    outcome,
    diff,
  }));
  io.out(json ? formatJson({ files: asJson }) : previewed.map(({ diff }) => diff).join(''));
}

function formatJson(data: object): string {
  return `${JSON.stringify(data, null, 2)}\n`;
}

function report(
  written: WrittenFlake,
  { repository }: GeneratedFlake,
  { json }: Options,
  io: CommandIo,
): void {
  const shown = (file: string) => relative(io.cwd, file);
  const files = written.files.map(({ file, outcome }) => ({ file: shown(file), outcome }));
  if (json) io.out(formatJson({ files, added: written.added.map(shown) }));
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
