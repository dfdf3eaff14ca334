// Keeps the texts that were generated here, for merges with what people make of them: takes texts, gives them by hash.
import { hash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, brotliDecompressSync, constants } from 'node:zlib';

/**
 * One file for each run that wrote something: its texts one after another, then a line of JSON with their hashes and
 * lengths, compressed. A run costs as much as what it wrote, however large the tree is.
 */
const partForm = /^(\d+)\.texts$/;

/** So many parts are made one, which holds what is still asked for. */
const mostParts = 24;

export interface Pristine {
  readonly hash: string;
  readonly text: Uint8Array;
}

const compress = promisify(brotliCompress);

export interface PackedTexts {
  readonly texts: readonly Pristine[];
  /** As one file holds them. */
  readonly packed: Uint8Array;
}

/** Packs texts, on another thread: the caller may do other work before they are kept. */
export async function packTexts(texts: readonly Pristine[]): Promise<PackedTexts> {
  const index = JSON.stringify(texts.map(({ hash: name, text }) => [name, text.length]));
  const all = Buffer.concat([...texts.map(({ text }) => text), Buffer.from(`\n${index}`)]);
  return { texts, packed: await compress(all, quickly) };
}

/**
 * @param state absolute path of the tree's folder of notes; it is made where it is missing
 * @param packs one file each
 * @param isNeeded which hashes are asked for later on; others are dropped now and then
 */
export async function keepPristine(
  state: string,
  packs: readonly PackedTexts[],
  isNeeded: (hash: string) => boolean,
): Promise<void> {
  const full = packs.filter(({ texts }) => texts.length > 0);
  if (full.length === 0) return;
  const folder = join(state, 'texts');
  mkdirSync(folder, { recursive: true });
  const parts = partsIn(folder);
  const next = (parts.at(-1) ?? 0) + 1;
  if (parts.length < mostParts) {
    for (const [index, { packed }] of full.entries()) writePart(folder, next + index, packed);
    return;
  }
  const all = new Map<string, Uint8Array>();
  for (const part of parts) {
    for (const [name, text] of readPart(folder, part)) if (isNeeded(name)) all.set(name, text);
  }
  for (const { texts } of full) for (const { hash: name, text } of texts) all.set(name, text);
  const united = await packTexts([...all].map(([name, text]) => ({ hash: name, text })));
  writePart(folder, next, united.packed);
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

function writePart(folder: string, part: number, packed: Uint8Array): void {
  const staged = join(folder, `${part}.staged`);
  writeFileSync(staged, packed);
  renameSync(staged, join(folder, `${part}.texts`));
}

/** The texts of a tree are much alike: the quickest way, over long distances, is also a good one. */
const quickly = {
  params: {
    [constants.BROTLI_PARAM_QUALITY]: 1,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
  },
};

/** A part that cannot be read holds nothing: it is a help, and git most often has the texts too. */
function readPart(folder: string, part: number): ReadonlyMap<string, Buffer> {
  const texts = new Map<string, Buffer>();
  try {
    const bytes = brotliDecompressSync(readFileSync(join(folder, `${part}.texts`)));
    let at = 0;
    const index = bytes.toString('utf8', bytes.lastIndexOf('\n') + 1);
    for (const [name, length] of JSON.parse(index) as [string, number][]) {
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
