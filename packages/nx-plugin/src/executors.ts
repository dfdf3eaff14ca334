// The executors as Nx loads them: one function for a task, and one for a batch of them.
import { buildExecutor } from './executors/build.js';
import { checkExecutor } from './executors/check.js';
import { generateExecutor } from './executors/generate.js';

export { type DevelopOptions, develop } from './executors/develop.js';
export const { alone: build, batch: buildBatch } = buildExecutor;
export const { alone: check, batch: checkBatch } = checkExecutor;
export const { alone: generate, batch: generateBatch } = generateExecutor;
