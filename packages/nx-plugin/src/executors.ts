// The executors as Nx loads them: one function for a task, and one for a batch of them.
export { build, buildBatch } from './executors/build.js';
export { check, checkBatch } from './executors/check.js';
export { type DevelopOptions, develop } from './executors/develop.js';
export { generate, generateBatch } from './executors/generate.js';
