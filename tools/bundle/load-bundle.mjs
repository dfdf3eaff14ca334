// Loads a bundle that `bundle.mjs` made: takes its path, gives what it exports and the script that it was run as.
import { readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';

/**
 * How much a function runs before V8 optimises it; fifteen times its default. Most runs are over before that pays: what
 * optimising takes is as much as the run itself.
 */
const interruptBudget = 2_000_000;

/** Modules of Node that most commands take: loaded before the flags are set, under which Node's own compiled code is refused. */
const modulesOfNode = ['node:child_process', 'node:crypto', 'node:worker_threads', 'node:zlib'];

/** How fast the space for new objects grows, up to its usual size: most of what a run makes lives until it ends. */
const growthFactor = 16;

/** Where the code of a bundle lies as V8 compiled it. @param {string} file of the bundle */
export function compiledCodeOf(file) {
  return `${file}.compiled`;
}

/**
 * Compiled code that is absent, or of another version of Node, costs time and nothing else.
 *
 * @param {string} file absolute path
 * @param {Buffer} [bytes] what the file holds
 * @param {Buffer} [compiled] what V8 compiled of just these bytes
 */
export function loadBundle(file, bytes = readFileSync(file), compiled = readIfPresent(compiledCodeOf(file))) {
  const need = createRequire(file);
  modulesOfNode.forEach(need);
  // Compiled code is taken only where the flags are those that it was made with.
  setFlagsFromString(`--interrupt-budget=${interruptBudget}`);
  setFlagsFromString(`--semi-space-growth-factor=${growthFactor}`);
  const script = new Script(Module.wrap(bytes.toString('latin1')), {
    filename: file,
    cachedData: compiled,
  });
  /** @type {{ exports: Record<string, any> }} */
  const module = { exports: {} };
  script.runInThisContext()(module.exports, need, module, file, dirname(file));
  return { exports: module.exports, script };
}

/** @param {string} file */
function readIfPresent(file) {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
