// Keeps the texts that were generated here, for merges with what people make of them: takes texts, gives them by hash.
import { hash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/**
 * One file for each run that wrote something: a line of JSON with the hashes and lengths of its texts, then the texts
 * one after another, compressed. A run costs as much as what it wrote, however large the tree is.
 */
const partForm = /^(\d+)\.texts$/;

/** So many parts are made one, which holds what is still asked for. */
const mostParts = 24;

export interface Pristine {
  readonly hash: string;
  readonly text: string | Uint8Array;
}

/**
 * @param state absolute path of the tree's folder of notes; it is made where it is missing
 * @param isNeeded which hashes are asked for later on; others are dropped now and then
 */
export function keepPristine(
  state: string,
  texts: readonly Pristine[],
  isNeeded: (hash: string) => boolean,
): void {
  if (texts.length === 0) return;
  const folder = join(state, 'texts');
  mkdirSync(folder, { recursive: true });
  const parts = partsIn(folder);
  const next = (parts.at(-1) ?? 0) + 1;
  if (parts.length < mostParts) {
    writePart(folder, next, texts);
    return;
  }
  const all = new Map<string, string | Uint8Array>();
  for (const part of parts) {
    for (const [name, text] of readPart(folder, part)) if (isNeeded(name)) all.set(name, text);
  }
  for (const { hash: name, text } of texts) all.set(name, text);
  writePart(
    folder,
    next,
    [...all].map(([name, text]) => ({ hash: name, text })),
  );
  for (const part of parts) rmSync(join(folder, `${part}.texts`), { force: true });
}

/** The texts of these hashes that are kept. */
export function findPristine(state: string, wanted: ReadonlySet<string>): ReadonlyMap<string, Buffer> {
  const folder = join(state, 'texts');
  const found = new Map<string, Buffer>();
  for (const part of partsIn(folder).toReversed()) {
    if (found.size === wanted.size) break;
    for (const [name, text] of readPart(folder, part)) if (wanted.has(name)) found.set(name, text);
  }
  return found;
}

function writePart(folder: string, part: number, texts: readonly Pristine[]): void {
  const head = JSON.stringify(texts.map(({ hash: name, text }) => [name, Buffer.byteLength(text)]));
  const bytes = Buffer.concat(
    [`${head}\n`, ...texts.map(({ text }) => text)].map((text) => Buffer.from(text)),
  );
  const staged = join(folder, `${part}.staged`);
  writeFileSync(staged, deflateRawSync(bytes, { level: 1 }));
  renameSync(staged, join(folder, `${part}.texts`));
}

/** A part that cannot be read holds nothing: it is a help, and git most often has the texts too. */
function readPart(folder: string, part: number): ReadonlyMap<string, Buffer> {
  const texts = new Map<string, Buffer>();
  try {
    const bytes = inflateRawSync(readFileSync(join(folder, `${part}.texts`)));
    const end = bytes.indexOf('\n');
    let at = end + 1;
    for (const [name, length] of JSON.parse(bytes.toString('utf8', 0, end)) as [string, number][]) {
      const text = bytes.subarray(at, at + length);
      if (hash('sha256', text) === name) texts.set(name, text);
      at += length;
    }
  } catch {
    return texts;
  }
  return texts;
}

function partsIn(folder: string): readonly number[] {
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  const parts = names.flatMap((name) => partForm.exec(name)?.[1] ?? []).map(Number);
  return parts.sort((one, other) => one - other);
}
