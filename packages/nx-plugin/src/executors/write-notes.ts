// Writes the notes of a generation: takes the tasks and what was generated, leaves for each a note of what its flake and those
// below it are made of now, and of whether this run made them so.
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { folderOfNode, nodeOfPath } from '@flake-lattice/flake-template';
import { readManifest } from '@flake-lattice/generated-tree';
import type { Generation } from 'flake-lattice';
import { generationNote } from '../targets/generation-note.js';
import type { NodeTask } from './node-task.js';

const quiet: readonly string[] = ['unchanged', 'kept'];

/** See {@link generationNote}. Notes that would say what they say already are not touched. */
export async function writeNotes(
  tasks: readonly NodeTask[],
  { project, files }: Generation,
  root: string,
): Promise<void> {
  const { poset, packages } = project;
  const known = new Set(poset.elements);
  const folders = new Map(poset.elements.map((name) => [name, folderOfNode(packages, name)]));
  const nodeAt = new Map([...folders].map(([name, folder]) => [folder, name]));
  const hashes = hashesByNode(project, folders, nodeAt);
  const changed = new Set(
    files.filter(({ outcome }) => !quiet.includes(outcome)).map(({ path }) => nodeOfPath(path, nodeAt) ?? ''),
  );
  const nonce = randomUUID();
  const digests = new Map<string, { readonly digest: string; readonly isChanged: boolean }>();
  for (const name of poset.elements) {
    const below = poset.coversOf(name).map((other) => digests.get(other));
    const text = [hashes.get(name) ?? '', ...below.map((each) => each?.digest ?? '')].join(' ');
    digests.set(name, {
      digest: createHash('sha256').update(text).digest('hex'),
      isChanged: changed.has(name) || below.some((each) => each?.isChanged),
    });
  }
  const whole = {
    digest: createHash('sha256')
      .update([...digests.values()].map(({ digest }) => digest).join(' '))
      .digest('hex'),
    isChanged: changed.size > 0,
  };
  for (const { folder, node } of tasks) {
    const note = node === undefined ? whole : digests.get(known.has(node) ? node : '');
    if (note)
      writeNote(join(root, generationNote(folder)), `${note.digest}${note.isChanged ? ` ${nonce}` : ''}\n`);
  }
}

/**
 * What the manifest knows of each node's files, and the files themselves where it knows none: of an ejected node all, of an
 * adopted one the flake and its lock, since all else of its folder is no matter of generating.
 */
function hashesByNode(
  { output, lattice }: Generation['project'],
  folders: ReadonlyMap<string, string>,
  nodeAt: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const lines = new Map<string, string[]>();
  for (const [path, { generated, kept }] of readManifest(output).files) {
    const name = nodeOfPath(path, nodeAt);
    if (name === undefined) continue;
    const line = [path, ...generated, ...[...kept].flat()].join(' ');
    lines.set(name, [...(lines.get(name) ?? []), line]);
  }
  for (const [name, folder] of folders)
    if (!lines.has(name))
      lines.set(name, hashOwn(join(output, folder), lattice.nodes.get(name)?.flake, lattice.folder));
  return new Map([...lines].map(([name, each]) => [name, each.sort().join('\n')]));
}

function hashOwn(folder: string, adopted: string | undefined, root: string): string[] {
  if (adopted === undefined) return hashFiles(folder);
  return ['flake.nix', 'flake.lock'].flatMap((name) => {
    const file = join(root, adopted, name);
    return existsSync(file)
      ? [`${name} ${createHash('sha256').update(readFileSync(file)).digest('hex')}`]
      : [];
  });
}

function hashFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = join(entry.parentPath ?? entry.path, entry.name);
      return `${file.slice(folder.length)} ${createHash('sha256').update(readFileSync(file)).digest('hex')}`;
    });
}

function writeNote(file: string, text: string): void {
  try {
    if (readFileSync(file, 'utf8') === text) return;
  } catch {
    mkdirSync(dirname(file), { recursive: true });
  }
  writeFileSync(file, text);
}
