// The checks of `doctor` on [distribute]: builders answer, caches answer and can be written, secret keys are there.
import { existsSync, statSync } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Lattice, LatticeBuilder, LatticeCache } from '@flake-lattice/config-builder';
import { isCodedError, quoteForShell } from '@flake-lattice/errors';
import { askStore } from '@flake-lattice/programs';
import { sourceOf } from '../distribution/choose-target.js';
import { ownFile } from '../distribution/own-file.js';
import { findSecretKey } from '../distribution/secret-key.js';
import { type Check, type Finding, findingOf } from './check.js';
import { ifWell, type Patient } from './patient.js';

/** Milliseconds; who waits for `doctor` waits for the slowest of them. */
const timeout = 10_000;

export const builderCheck: Check = {
  id: 'builders',
  title: 'the builders of [distribute] answer',
  run: async (patient) => {
    const [lattice, nix] = [await ifWell(patient.lattice), await ifWell(patient.nix)];
    if (!lattice || !nix) return undefined;
    const found = [...lattice.distribute.builders.values()].map(async (builder) => {
      const address = addressOf(builder, lattice, patient);
      const said = await askStore(nix, address, { ...patient.io, timeout });
      return said === undefined ? [] : [builderFinding(builder, address, said)];
    });
    return (await Promise.all(found)).flat();
  },
};

/** As Nix itself asks a builder, with its own key. */
function addressOf({ url, sshKeyFile }: LatticeBuilder, lattice: Lattice, { io }: Patient): string {
  if (sshKeyFile === undefined) return url;
  const key = encodeURIComponent(ownFile(sshKeyFile, lattice, io.env));
  return `${url}${url.includes('?') ? '&' : '?'}ssh-key=${key}`;
}

function builderFinding({ name, place }: LatticeBuilder, address: string, detail: string): Finding {
  return {
    code: 'BUILDER_UNREACHABLE',
    message: `the builder \`${name}\` cannot be reached`,
    mend: `see that you can log in: nix store info --store ${quoteForShell(address)}`,
    place,
    detail,
  };
}

export const cacheCheck: Check = {
  id: 'caches',
  title: 'the caches of [distribute] answer, and can be written by who has their key',
  run: async (patient) => {
    const [lattice, nix] = [await ifWell(patient.lattice), await ifWell(patient.nix)];
    if (!lattice || !nix) return undefined;
    const found = [...lattice.distribute.caches.values()].map(async (cache): Promise<readonly Finding[]> => {
      const key = await keyFindings(cache, lattice, patient);
      const folder = folderOf(cache.url);
      if (folder !== undefined)
        return [...key.findings, ...(key.pushes ? await folderFindings(cache, folder) : [])];
      const said = await askStore(nix, cache.url, { ...patient.io, timeout });
      if (said === undefined) return key.findings;
      return [
        ...key.findings,
        {
          message: `the cache \`${cache.name}\` does not answer; builds go on without it`,
          mend: `nix store info --store ${quoteForShell(cache.url)}   (shows why)\nor build without it: --no-caches`,
          place: cache.place,
          detail: said,
        },
      ];
    });
    return (await Promise.all(found)).flat();
  },
};

/** Who has no secret key pushes nothing, and needs none. */
async function keyFindings(
  { keys }: LatticeCache,
  lattice: Lattice,
  { io }: Patient,
): Promise<{ readonly pushes: boolean; readonly findings: readonly Finding[] }> {
  const key = lattice.distribute.keys.get(keys[0] ?? '');
  if (!key) return { pushes: false, findings: [] };
  try {
    await (await findSecretKey(sourceOf(key, lattice, io.env), io.env)).forget();
    return { pushes: true, findings: [] };
  } catch (fault) {
    if (!isCodedError(fault)) throw fault;
    if (fault.code === 'SECRET_KEY_MISSING') return { pushes: false, findings: [] };
    return { pushes: false, findings: [{ ...findingOf(fault), place: key.place }] };
  }
}

function folderOf(url: string): string | undefined {
  if (!url.startsWith('file://')) return undefined;
  try {
    return fileURLToPath(url.replace(/\?.*$/, ''));
  } catch {
    return undefined;
  }
}

/** A cache in a folder is made by the first push. */
async function folderFindings({ name, place }: LatticeCache, folder: string): Promise<readonly Finding[]> {
  let nearest = folder;
  while (!existsSync(nearest) && nearest !== dirname(nearest)) nearest = dirname(nearest);
  const isWritable = statSync(nearest).isDirectory() && (await can(nearest, constants.W_OK));
  if (isWritable) return [];
  return [
    {
      code: 'CACHE_NOT_WRITABLE',
      message: `the cache \`${name}\` cannot be written: \`${nearest}\` is no folder that you may write to`,
      mend: `see to the rights of ${quoteForShell(nearest)}, or name another folder`,
      place,
    },
  ];
}

async function can(file: string, mode: number): Promise<boolean> {
  return access(file, mode).then(
    () => true,
    () => false,
  );
}
