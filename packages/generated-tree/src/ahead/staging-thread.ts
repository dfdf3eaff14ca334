// The thread that stages texts, as who uses it sees it: started ahead of its work, takes batches, gives what it made of them.
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { MessageToStage, StagedBatches } from './stage-worker.js';

/** A thread that is never used ends with the process, and keeps none alive. */
export interface StagingThread {
  readonly send: (message: MessageToStage) => void;
  /** After the end was sent; nothing where one text could not be staged, or the thread ended otherwise. */
  readonly wait: () => Promise<StagedBatches | undefined>;
  readonly stop: () => Promise<void>;
}

/** What the thread makes of texts lies in buffers: more space for new objects is memory that it would touch for nothing. */
const resourceLimits = { maxYoungGenerationSizeMb: 4 };

/**
 * It is ready after some 20 ms. Nothing where the sources themselves run, which only the main thread can read, and where no
 * thread may be started.
 */
export function startStagingThread(): StagingThread | undefined {
  const entry = workerEntry();
  try {
    return entry && useThread(new Worker(entry, { resourceLimits }));
  } catch {
    return undefined;
  }
}

function useThread(worker: Worker): StagingThread {
  const staged = new Promise<StagedBatches | undefined>((resolve) => {
    worker.on('message', resolve);
    worker.on('error', () => resolve(undefined));
    worker.on('exit', () => resolve(undefined));
  });
  // After the listeners, of which each holds on to the process.
  worker.unref();
  return {
    send: (message) => worker.postMessage(message),
    wait: () => {
      worker.ref();
      return staged;
    },
    stop: async () => {
      worker.ref();
      await worker.terminate();
    },
  };
}

function workerEntry(): URL | undefined {
  const ending = /\.c?js$/.exec(import.meta.url)?.[0];
  const entry = new URL(`./stage-worker${ending}`, import.meta.url);
  return ending !== undefined && existsSync(entry) ? entry : undefined;
}
