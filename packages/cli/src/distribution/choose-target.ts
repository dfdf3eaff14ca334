// Takes what `--to` says, the name of a cache of [distribute] or an address, gives where to copy and how to sign.
import { isAbsolute, resolve } from 'node:path';
import type { CommandIo } from '@flake-lattice/command-shell';
import type { Lattice, LatticeKey } from '@flake-lattice/config-builder';
import { CodedError } from '@flake-lattice/errors';
import { ownFile } from './own-file.js';
import type { SecretSource } from './secret-key.js';
import { unknownName } from './unknown-name.js';

export interface PushTarget {
  readonly url: string;
  /** Absent where nothing is to be signed. */
  readonly key?: SecretSource;
}

export interface TargetOptions {
  readonly to: string;
  readonly keyFile?: string;
  readonly keyVariable?: string;
}

/** @throws CodedError DISTRIBUTE_UNKNOWN, USAGE */
export function chooseTarget(
  { to, keyFile, keyVariable }: TargetOptions,
  lattice: Pick<Lattice, 'distribute' | 'folder' | 'shown'>,
  { cwd, env }: Pick<CommandIo, 'cwd' | 'env'>,
): PushTarget {
  const given: SecretSource | undefined =
    keyFile === undefined && keyVariable === undefined
      ? undefined
      : {
          ...(keyFile === undefined ? {} : { file: resolve(cwd, keyFile) }),
          ...(keyVariable === undefined ? {} : { variable: keyVariable }),
          shown: 'what is pushed',
        };
  if (/^[A-Za-z][A-Za-z0-9_-]*$/.test(to)) {
    const cache = lattice.distribute.caches.get(to);
    if (!cache) throw unknownName(to, 'caches', lattice, 'name an address: --to https://cache.example.org');
    const declared = lattice.distribute.keys.get(cache.keys[0] ?? '');
    const key = given ?? (declared && sourceOf(declared, lattice, env));
    return { url: cache.url, ...(key === undefined ? {} : { key }) };
  }
  if (!isAbsolute(to) && !/^[a-z][a-z0-9+-]*:\/\//.test(to)) throw noAddress(to);
  if (/[\p{Cc}\s]/u.test(to)) throw noAddress(to);
  return { url: to, ...(given === undefined ? {} : { key: given }) };
}

export function sourceOf(
  key: LatticeKey,
  lattice: Pick<Lattice, 'folder'>,
  env: CommandIo['env'],
): SecretSource {
  return {
    shown: `the key \`${key.name}\``,
    public: key.public,
    ...(key.secretFile === undefined ? {} : { file: ownFile(key.secretFile, lattice, env) }),
    ...(key.secretVariable === undefined ? {} : { variable: key.secretVariable }),
  };
}

function noAddress(to: string): CodedError {
  return new CodedError({
    code: 'USAGE',
    message: `\`${JSON.stringify(to).slice(1, -1)}\` is neither the name of a cache nor the address of one`,
    hint: '--to NAME   (of [distribute.caches])\nor --to file:///absolute/folder, https://…, s3://…, ssh-ng://…',
  });
}
