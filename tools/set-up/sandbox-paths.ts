// Tells what a sandboxed build must see for the stand-in to work: takes the set-up, gives paths of this machine.
import { basename, dirname } from 'node:path';
import { pathWithout } from './host-compilers.js';
import type { SetUp } from './set-up-context.js';

/** Debian's `awk`, `cc` and others in `/usr/bin` are links that lead through `/etc/alternatives`. */
const ofEveryMachine = ['/bin', '/etc/alternatives', '/lib', '/lib64', '/usr'] as const;

/** Sorted behind those of every machine; what is private to the clone is among them, whether it is there or not. */
export async function findSandboxPaths({ paths, env, readFacts }: SetUp): Promise<readonly string[]> {
  const { tools } = await readFacts(await pathWithout(env.PATH, paths.bin));
  const elsewhere = Object.values(tools)
    .map(({ path }) => rootOfTool(path))
    .filter((folder) => !ofEveryMachine.some((known) => `${folder}/`.startsWith(`${known}/`)));
  return [...ofEveryMachine, ...new Set([paths.bin, paths.rust, paths.cc, ...elsewhere.sort()])];
}

/** A compiler needs what lies beside its `bin`. */
function rootOfTool(path: string): string {
  const folder = dirname(path);
  return basename(folder) === 'bin' && dirname(folder) !== '/' ? dirname(folder) : folder;
}
