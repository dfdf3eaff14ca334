// Where builds leave word of themselves: a file for each that runs, and one of what became of each node last.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { BuildsByNode } from '@flake-lattice/lattice-page';
import type { Project } from '../project/read-project.js';

/** What a build that runs, or died, has told. */
export interface BuildWord {
  readonly pid: number;
  readonly host: string;
  readonly nodes: BuildsByNode;
}

const last = 'last.json';

/** A repository may hold several lattices. */
export function folderOfWords({ repository, output }: Pick<Project, 'repository' | 'output'>): string {
  const lattice = createHash('sha256').update(output).digest('hex').slice(0, 16);
  return join(repository.stateFolder, 'builds', lattice);
}

/** In one step, so that nobody reads a half; a repository that cannot be written gets no word, and is built all the same. */
export function writeWord(folder: string, word: BuildWord): void {
  try {
    mkdirSync(folder, { recursive: true });
    write(join(folder, nameOf(word)), word);
  } catch {}
}

/** Two that end at once may both replace the same file: whoever finds its word gone says it again. */
export function endWord(folder: string, word: BuildWord): void {
  try {
    const file = join(folder, last);
    for (let attempt = 0; attempt < 5; attempt++) {
      const before = readFile<BuildsByNode>(file) ?? {};
      if (attempt > 0 && Object.entries(word.nodes).every(([node, { at }]) => (before[node]?.at ?? '') >= at))
        break;
      write(file, latest([before, ...deadWords(folder).map(({ nodes }) => nodes), word.nodes]));
    }
    for (const dead of [...deadWords(folder), word]) rmSync(join(folder, nameOf(dead)), { force: true });
  } catch {}
}

/** Of each node what was told last. What a dead build was about to do, nobody knows. */
export function readWords(folder: string): BuildsByNode {
  return latest([readFile<BuildsByNode>(join(folder, last)) ?? {}, ...wordsIn(folder).map(settled)]);
}

function settled(word: BuildWord): BuildsByNode {
  if (isAlive(word)) return word.nodes;
  const nodes = Object.entries(word.nodes).map(([node, build]) => {
    const isOpen = build.state === 'queued' || build.state === 'building';
    return [node, isOpen ? { ...build, state: 'unknown' as const } : build];
  });
  return Object.fromEntries(nodes);
}

function deadWords(folder: string): readonly BuildWord[] {
  const dead = wordsIn(folder).filter((word) => !isAlive(word));
  return dead.map((word) => ({ ...word, nodes: settled(word) }));
}

function wordsIn(folder: string): readonly BuildWord[] {
  let names: readonly string[] = [];
  try {
    names = readdirSync(folder);
  } catch {}
  return names.flatMap((name) =>
    /^run-.*\.json$/.test(name) ? (readFile<BuildWord>(join(folder, name)) ?? []) : [],
  );
}

function latest(all: readonly BuildsByNode[]): BuildsByNode {
  const found = new Map<string, BuildsByNode[string]>();
  for (const builds of all) {
    for (const [node, build] of Object.entries(builds)) {
      if ((found.get(node)?.at ?? '') <= build.at) found.set(node, build);
    }
  }
  return Object.fromEntries([...found].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Of another machine that has the same disk, nothing can be told. */
function isAlive({ pid, host }: BuildWord): boolean {
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (fault) {
    return (fault as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function nameOf({ host, pid }: BuildWord): string {
  return `run-${host.replaceAll(/[^\w.-]/g, '_')}-${pid}.json`;
}

function write(file: string, data: unknown): void {
  const staged = `${file}.${process.pid}.staged`;
  writeFileSync(staged, JSON.stringify(data));
  renameSync(staged, file);
}

function readFile<Data>(file: string): Data | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Data;
  } catch {
    return undefined;
  }
}
