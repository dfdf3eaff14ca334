// Finds the secret key that signs what is pushed: takes where it is said to be, gives a file that Nix can read.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CodedError, quoteForShell } from '@flake-lattice/errors';

export interface SecretSource {
  /** Absolute path. */
  readonly file?: string;
  /** The name of an environment variable; where it is set, the file is not read. */
  readonly variable?: string;
  /** The public key that it has to be the secret half of. */
  readonly public?: string;
  /** How messages call the key. */
  readonly shown: string;
}

export interface SecretKey {
  /** Absolute path. */
  readonly file: string;
  /** Removes what was written for the time of the command. */
  readonly forget: () => Promise<void>;
}

/** @throws CodedError SECRET_KEY_MISSING, SECRET_KEY_INVALID, neither of which repeats the secret */
export async function findSecretKey(
  source: SecretSource,
  env: Readonly<Record<string, string | undefined>>,
): Promise<SecretKey> {
  const { file, variable } = source;
  const value = variable === undefined ? undefined : env[variable];
  if (value) {
    checkKey(value, source, `the variable \`${variable}\``);
    const folder = await mkdtemp(join(tmpdir(), 'flake-lattice-key-'));
    const written = join(folder, 'key');
    await writeFile(written, value.trim(), { mode: 0o600 });
    return { file: written, forget: () => rm(folder, { recursive: true, force: true }) };
  }
  if (file === undefined)
    throw missing(source, variable === undefined ? 'nothing says where it is' : `\`${variable}\` is not set`);
  const text = await readFile(file, 'utf8').catch((fault: NodeJS.ErrnoException) => {
    throw missing(
      source,
      `\`${file}\` ${fault.code === 'ENOENT' ? 'does not exist' : `cannot be read (${fault.code})`}`,
    );
  });
  checkKey(text, source, `\`${file}\``);
  return { file, forget: async () => {} };
}

/** The second half of a secret key of Nix is the public one. */
export function publicKeyOf(secret: string): string | undefined {
  const [, name, encoded] = /^([^:\s]+):([A-Za-z0-9+/]{86}==)\s*$/.exec(secret) ?? [];
  if (name === undefined || encoded === undefined) return undefined;
  return `${name}:${Buffer.from(encoded, 'base64').subarray(32).toString('base64')}`;
}

function checkKey(text: string, { public: declared, shown }: SecretSource, where: string): void {
  const found = publicKeyOf(text);
  if (found === undefined) {
    throw new CodedError({
      code: 'SECRET_KEY_INVALID',
      message: `${where} holds no secret key of Nix, which ${shown} needs`,
      hint: 'flake-lattice key NAME --out FILE   (makes one)',
    });
  }
  if (declared === undefined || declared === found) return;
  throw new CodedError({
    code: 'SECRET_KEY_INVALID',
    message: `${where} holds another key than the one that ${shown} declares: nobody would trust its signatures`,
    hint: `declare its public key: public = "${found}"\nor name the file or variable with the secret half of \`${declared}\``,
  });
}

function missing({ shown, file, variable }: SecretSource, why: string): CodedError {
  return new CodedError({
    code: 'SECRET_KEY_MISSING',
    message: `the secret key of ${shown} is not there: ${why}`,
    hint: [
      ...(file === undefined ? [] : [`bring it to ${quoteForShell(file)}, readable by you alone`]),
      ...(variable === undefined ? [] : [`set ${variable} to it`]),
      'name another one: --key-file FILE, or --key-variable NAME',
    ].join('\nor '),
  });
}
