// `key`: makes a key that signs what a cache holds; the secret goes to a file of its own, the public key is printed.
import { mkdir, open, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { CommandFace, CommandIo } from '@flake-lattice/command-shell';
import { CodedError, type ExitStatus, exitStatus, quoteForShell } from '@flake-lattice/errors';
import { findNix, readRepository, runNix } from '@flake-lattice/programs';
import { publicKeyOf } from '../distribution/secret-key.js';
import { declareOutput, type OutputOptions, outputOf } from '../output.js';

interface KeyOptions extends OutputOptions {
  readonly out: string;
}

export function key(io: CommandIo): CommandFace<KeyOptions> {
  return {
    name: 'key',
    description:
      'Makes a key that signs what a binary cache holds. The secret goes to a file that only you can read, the public key is printed.',
    examples: [
      {
        line: 'flake-lattice key team-1 --out ~/.config/flake-lattice/team-1.secret',
        does: 'a key of the name `team-1`',
      },
      {
        line: 'flake-lattice key team-2 --out /run/secrets/team-2 --json',
        does: 'for a program, with the public key and the file',
      },
    ],
    declare: (command) => {
      command
        .argument('<name>', 'the name of the key; a new key gets a new one, such as team-2')
        .requiredOption('--out <file>', 'the file for the secret key; never one that is there');
      declareOutput(command);
    },
    body: (options, [name = '']) => run(options, name, io),
  };
}

async function run(options: KeyOptions, name: string, io: CommandIo): Promise<ExitStatus> {
  const output = outputOf(io, options);
  const { cwd, env } = io;
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name)) {
    throw new CodedError({
      code: 'USAGE',
      message: `\`${JSON.stringify(name).slice(1, -1)}\` is no name of a key`,
      hint: 'letters, digits, `.`, `_` and `-`: flake-lattice key team-1 --out FILE',
    });
  }
  const nix = await findNix({ cwd, env });
  const file = resolve(cwd, options.out);
  const made = await runNix(nix, ['key', 'generate-secret', '--key-name', name], { cwd, env });
  const found = publicKeyOf(made.stdout);
  if (made.exitCode !== 0 || found === undefined) throw new Error(`nix key: ${made.stderr}`);
  await writeSecret(file, made.stdout.trim());
  await warnOfRepository(file, io, (text) => output.note(text));
  output.line(found);
  output.json({ name, public: found, file });
  return exitStatus.done;
}

/** @throws CodedError KEY_EXISTS, OUTPUT_NOT_WRITABLE */
async function writeSecret(file: string, secret: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(secret);
    } catch (fault) {
      await rm(file, { force: true });
      throw fault;
    } finally {
      await handle.close();
    }
  } catch (fault) {
    const { code } = fault as NodeJS.ErrnoException;
    if (code === 'EEXIST' && !(await isFolderOnTheWay(file))) {
      throw new CodedError({
        code: 'KEY_EXISTS',
        message: `\`${file}\` is there already, and may hold a key that is in use`,
        hint: `name another file: --out ${quoteForShell(`${file}.new`)}`,
      });
    }
    throw new CodedError({
      code: 'OUTPUT_NOT_WRITABLE',
      message: `the secret key cannot be written to \`${file}\` (${code})`,
      hint: 'name a file in a folder of your own: --out ~/.config/flake-lattice/NAME.secret',
    });
  }
}

/** `mkdir` says the same of a file that is in the place of a folder. */
async function isFolderOnTheWay(file: string): Promise<boolean> {
  return open(dirname(file), 'r').then(
    async (handle) => {
      const isFolder = (await handle.stat()).isDirectory();
      await handle.close();
      return !isFolder;
    },
    () => true,
  );
}

/** One careless `git add` would publish it. */
async function warnOfRepository(
  file: string,
  { env }: CommandIo,
  note: (text: string) => void,
): Promise<void> {
  const repository = await readRepository(dirname(file), { env }).catch(() => undefined);
  if (!repository || (await repository.listIgnored([file])).length > 0) return;
  note(`${file} lies in a git repository that does not ignore it: keep it out of commits`);
}
