// The code of a thread that stages texts: takes them in batches, and when they end gives the bytes and the hash of each, and
// their pack.
import { parentPort } from 'node:worker_threads';
import { packTexts } from '../local/pristine.js';
import { createTaker, type PassedPart } from './pass-texts.js';
import { createStager, type StagedText } from './stage-texts.js';

export type MessageToStage =
  /** To make ahead of their files; absolute paths. */
  | { readonly folders: readonly string[] }
  /** Of each file its place, and its text in parts. */
  | { readonly parts: readonly PassedPart[] }
  /** No more will come. */
  | 'end';

export interface StagedBatches {
  /** In the order in which they came. */
  readonly texts: readonly StagedText[];
  /** All of them, see {@link packTexts}. */
  readonly packed: Uint8Array;
}

const { makeFolder, stage } = createStager();
const take = createTaker();
const texts: StagedText[] = [];
let hasFailed = false;

parentPort?.on('message', async (message: MessageToStage) => {
  try {
    if (message === 'end') await finish();
    else if ('folders' in message) message.folders.forEach(makeFolder);
    else stageParts(message.parts);
  } catch {
    hasFailed = true;
  }
});

function stageParts(parts: readonly PassedPart[]): void {
  for (let at = 0; at < parts.length; ) {
    const { contents, end } = take(parts, at + 1);
    texts.push(stage(parts[at] as string, contents));
    at = end;
  }
}

/** Nothing is sent where one could not be staged: who asks stages all of them anew, and learns why. */
async function finish(): Promise<void> {
  if (!hasFailed) {
    const { packed } = await packTexts(texts.map(({ hash, bytes }) => ({ hash, text: bytes })));
    const pieces = new Set(texts.map(({ bytes }) => bytes.buffer as ArrayBuffer));
    parentPort?.postMessage({ texts, packed } satisfies StagedBatches, [...pieces]);
  }
  parentPort?.close();
}
