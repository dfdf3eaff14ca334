// A thread that stages texts: takes them in batches, and when they end gives the bytes and the hash of each, and their pack.
import { parentPort } from 'node:worker_threads';
import { packTexts } from '../local/pristine.js';
import { createTaker, type PassedPart } from './pass-texts.js';
import { createStager, type StagedText } from './stage-texts.js';

/** Of each file its place, and its text in parts. Nothing means that no more will come. */
export type BatchToStage = readonly PassedPart[] | undefined;

export interface StagedBatches {
  /** In the order in which they came. */
  readonly texts: readonly StagedText[];
  /** All of them, see {@link packTexts}. */
  readonly packed: Uint8Array;
}

const stage = createStager();
const take = createTaker();
const texts: StagedText[] = [];
let hasFailed = false;

parentPort?.on('message', async (batch: BatchToStage) => {
  try {
    if (batch === undefined) await finish();
    else stageBatch(batch);
  } catch {
    hasFailed = true;
  }
});

function stageBatch(batch: readonly PassedPart[]): void {
  for (let at = 0; at < batch.length; ) {
    const { contents, end } = take(batch, at + 1);
    texts.push(stage(batch[at] as string, contents));
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
