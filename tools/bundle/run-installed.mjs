// Runs the command of an installed bundle: takes its path and arguments, gives its exit status, and keeps in the user's
// cache what V8 compiled for it.
import { hash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { loadBundle } from './load-bundle.mjs';

/** In milliseconds: what was kept so long ago goes when something else is kept. */
const keptFor = 30 * 24 * 60 * 60 * 1000;

const ending = '.compiled';

/**
 * @param {string} file absolute path of the bundle
 * @param {readonly string[]} args
 * @returns {Promise<number>}
 */
export async function runInstalled(file, args) {
  const bytes = readFileSync(file);
  const kept = placeOfCode(bytes, args[0] ?? '');
  const compiled = kept === undefined ? undefined : readOwn(kept);
  const { exports, script } = loadBundle(file, bytes, compiled);
  const status = await exports.run(args);
  const isTaken = compiled !== undefined && script.cachedDataRejected === false;
  // A status above tells of a wrong call or a fault, which is not what is run again.
  if (kept !== undefined && !isTaken && status <= 1) keepCode(kept, script);
  return status;
}

/**
 * Where the code lies that a command has V8 compile: each command of its own, since it compiles what it calls. V8 looks at
 * the length of a script alone, and refuses code that was made under other flags: both are told by the name.
 *
 * @param {Buffer} bytes of the bundle
 * @param {string} command
 * @returns {string | undefined} absolute path; nothing where the user wants nothing kept
 */
export function placeOfCode(bytes, command) {
  const { XDG_CACHE_HOME: cache = '', NODE_DISABLE_COMPILE_CACHE: isDisabled, NODE_OPTIONS } = process.env;
  const folder = isAbsolute(cache) ? cache : join(homedir(), '.cache');
  if (isDisabled || !isAbsolute(folder)) return undefined;
  const made = [hash('sha256', bytes), process.version, process.arch, process.execArgv, NODE_OPTIONS];
  const word = /^[a-z][a-z-]{0,20}$/.test(command) ? command : 'other';
  const name = `${word}-${hash('sha256', JSON.stringify(made)).slice(0, 32)}${ending}`;
  return join(folder, 'flake-lattice', name);
}

/**
 * Code that another user wrote is not run.
 * @param {string} file
 */
function readOwn(file) {
  try {
    return statSync(file).uid === process.getuid?.() ? readFileSync(file) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * A help and nothing more: where it cannot be written, nothing is kept.
 * @param {string} file
 * @param {import('node:vm').Script} script
 */
function keepCode(file, script) {
  const folder = join(file, '..');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (const name of readdirSync(folder)) {
      const other = join(folder, name);
      if (Date.now() - statSync(other).mtimeMs > keptFor) rmSync(other, { force: true });
    }
    // In one step: a half of it would be taken for the whole.
    const staged = `${file}.${process.pid}`;
    writeFileSync(staged, script.createCachedData());
    renameSync(staged, file);
  } catch {}
}
