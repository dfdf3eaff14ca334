// Copies store paths with all that they need to a cache or another store: takes them, gives how many were not there yet.
import { CodedError, quoteForShell } from '@flake-lattice/errors';
import type { Nix } from './find-nix.js';
import { parseNixEvent } from './nix-events.js';
import { runNix } from './run-nix.js';

export interface CopyOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The address of the cache or store. */
  readonly to: string;
  /** The store that the paths lie in, as `--store` of Nix takes it; this machine's otherwise. */
  readonly from?: string;
  /** Absolute path of a file with the secret key that is to sign them. */
  readonly keyFile?: string;
  /** Called with each store path that is copied. */
  readonly onCopy?: (path: string) => void;
}

/** @throws CodedError CACHE_NOT_WRITABLE with the last lines that Nix said */
export async function copyClosures(
  nix: Nix,
  paths: readonly string[],
  { cwd, env, to, from, keyFile, onCopy }: CopyOptions,
): Promise<number> {
  const input = paths.map((path) => `${path}\n`).join('');
  const store = from === undefined ? [] : ['--from', from];
  if (keyFile !== undefined && !isBinaryCache(to)) {
    const other = from === undefined ? [] : ['--store', from];
    const args = ['store', 'sign', ...other, '--recursive', '--key-file', keyFile, '--stdin'];
    const signed = await runNix(nix, args, { cwd, env, input });
    if (signed.exitCode !== 0) throw notWritable(to, signed.stderr.trim().split('\n'));
  }
  const said: string[] = [];
  let copied = 0;
  const args = ['copy', '--log-format', 'internal-json', ...store, '--to', signingAddress(to, keyFile)];
  const { exitCode } = await runNix(nix, [...args, '--stdin'], {
    cwd,
    env,
    input,
    onErrorLine: (line) => {
      const event = parseNixEvent(line);
      if (event === undefined) said.push(line);
      else if (event.kind === 'message' && event.level <= 1) said.push(...event.text.trim().split('\n'));
      else if (event.kind === 'copy') {
        copied++;
        onCopy?.(event.path);
      }
    },
  });
  if (exitCode === 0) return copied;
  throw notWritable(to, said);
}

/** What a binary cache holds is signed on its way; what another store holds has to be signed before. */
function isBinaryCache(to: string): boolean {
  return /^(?:file|https?|s3):\/\//.test(to);
}

function signingAddress(to: string, keyFile: string | undefined): string {
  if (!isBinaryCache(to)) return to;
  const added = [
    ...(/[?&]compression=/.test(to) ? [] : ['compression=zstd']),
    ...(keyFile === undefined ? [] : [`secret-key=${encodeURIComponent(keyFile)}`]),
  ];
  return added.length === 0 ? to : `${to}${to.includes('?') ? '&' : '?'}${added.join('&')}`;
}

function notWritable(to: string, said: readonly string[]): CodedError {
  return new CodedError({
    code: 'CACHE_NOT_WRITABLE',
    message: `\`${to}\` does not take what was built`,
    hint: `see that it is there and that you may write to it: nix store info --store ${quoteForShell(to)}`,
    detail: said.slice(-8).join('\n'),
  });
}
