// Makes a part of the toolchain whole: keeps one that is, adapts one that was moved, and makes all others anew.
import { mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { checkPart, stampPart } from './part-stamp.js';
import { removeTree } from './remove-tree.js';

export interface Part {
  /** As progress lines name it, such as `private Nix`. */
  readonly title: string;
  /** Absolute path of its place. */
  readonly place: string;
  readonly recipe: string;
  /** Fills a folder with the part, and gives the version of what it fetched. */
  readonly fill: (folder: string) => Promise<string>;
  /** Makes the programs of a part, which lies in a folder now, work in the place that it is going to have. */
  readonly adapt: (folder: string, place: string) => Promise<void>;
  /** Throws where the part, in its place, does not work. */
  readonly prove: () => Promise<void>;
}

export interface PartContext {
  /** Absolute path of a folder on the file system of the place. */
  readonly work: string;
  readonly report: (line: string) => void;
}

export interface MadePart {
  readonly version: string;
  readonly changed: boolean;
}

/** Whether the part can be used as it is. */
export async function isWhole({ place, recipe }: Part): Promise<boolean> {
  return (await checkPart(place, recipe)).state === 'whole';
}

export async function makePart(part: Part, context: PartContext): Promise<MadePart> {
  const found = await checkPart(part.place, part.recipe);
  if (found.state === 'whole') return { version: found.stamp.version, changed: false };
  if (found.state === 'moved') {
    context.report(`${part.title}: the clone was moved, adapting it`);
    try {
      const { version } = found.stamp;
      await rm(join(part.place, 'stamp.json'));
      await part.adapt(part.place, part.place);
      return await finish(part, version);
    } catch {
      return remake(part, context);
    }
  }
  if (found.state === 'damaged') context.report(`${part.title}: ${found.reason}, making it again`);
  return remake(part, context);
}

/** The stamp comes after the proof: a part that does not work is made again by the next run. */
export async function remake(part: Part, context: PartContext): Promise<MadePart> {
  const started = performance.now();
  const folder = join(context.work, `part-${basename(dirname(part.place))}-${basename(part.place)}`);
  await removeTree(folder);
  await mkdir(folder, { recursive: true });
  const version = await part.fill(folder);
  await part.adapt(folder, part.place);
  await removeTree(part.place);
  await mkdir(dirname(part.place), { recursive: true });
  await rename(folder, part.place);
  const made = await finish(part, version);
  context.report(`${part.title}: ready after ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return made;
}

async function finish(part: Part, version: string): Promise<MadePart> {
  await part.prove();
  await stampPart(part.place, { recipe: part.recipe, version });
  return { version, changed: true };
}
