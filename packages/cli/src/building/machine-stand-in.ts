// Makes the stand-in of a lattice one that knows the compilers of this machine: takes its folder and a place for the copy, gives
// a flake reference.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CommandIo } from '@flake-lattice/command-shell';
import { type HostFacts, readHostFacts } from '@flake-lattice/programs';
import { readStandIn } from '../init/stand-in.js';
import { renderHostFacts } from './render-host-facts.js';

/** Without these nothing is compiled. */
const needed = ['rustc', 'cc'] as const;

export interface MachineStandIn {
  /** Nothing where a program is lacking. */
  readonly reference?: string;
  readonly lacking: readonly string[];
}

/**
 * The copy is called after its contents, so that what Nix reads is never half of one: another compiler has another copy.
 *
 * @param source absolute path of the committed stand-in
 * @param place absolute path of a folder, perhaps not there yet, that holds such copies alone
 */
export async function makeMachineStandIn(
  source: string,
  place: string,
  io: Pick<CommandIo, 'cwd' | 'env'>,
): Promise<MachineStandIn> {
  const facts = await readHostFacts(io);
  const lacking = needed.filter((name) => facts.tools[name] === undefined);
  if (lacking.length > 0) return { lacking };
  const files = await filesOf(source, facts);
  const hash = createHash('sha256');
  for (const { path, contents } of files) hash.update(`${path}\0${contents.length}\0`).update(contents);
  const folder = join(place, hash.digest('hex').slice(0, 16));
  if (!existsSync(folder)) await write(folder, files);
  return { reference: referenceTo(folder), lacking };
}

type Files = Awaited<ReturnType<typeof readStandIn>>;

async function filesOf(source: string, facts: HostFacts): Promise<Files> {
  return [
    ...(await readStandIn(source)),
    { path: 'host.nix', contents: Buffer.from(renderHostFacts(facts)) },
  ];
}

async function write(folder: string, files: Files): Promise<void> {
  const place = dirname(folder);
  await mkdir(place, { recursive: true });
  const older = (await readdir(place))
    .filter((name) => !name.startsWith('staged-'))
    .map((name) => join(place, name));
  const staged = await mkdtemp(join(place, 'staged-'));
  for (const { path, contents } of files) {
    await mkdir(dirname(join(staged, path)), { recursive: true });
    await writeFile(join(staged, path), contents);
  }
  // Another run may have been faster, with the same files.
  await rename(staged, folder).catch(() => rm(staged, { recursive: true, force: true }));
  for (const each of older) if (each !== folder) await rm(each, { recursive: true, force: true });
}

/** Whatever the path holds, it stays a path. */
function referenceTo(folder: string): string {
  const percent = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  const segments = folder.split('/').map((name) => encodeURIComponent(name).replace(/[!'()*]/g, percent));
  return `path:${segments.join('/')}`;
}
