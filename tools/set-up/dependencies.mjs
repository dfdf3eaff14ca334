// Takes the clone as it is, gives one whose dependencies are installed: the first step of `npm start` and `npm test`.
// Plain JavaScript on Node alone: it is needed before the dependencies are there.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, statfsSync } from 'node:fs';
import { access, constants, mkdir, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { hashOfLock, readDependencyState, stampFile } from './dependency-state.mjs';
import { lockFolder } from './folder-lock.mjs';

const repository = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/**
 * Installs what package-lock.json names where node_modules is missing, half-made or another one; else does nothing.
 * A failure is printed, and ends the process with exit status 2: nothing else can run without the dependencies.
 *
 * @param {string} [root] absolute path of the repository
 */
export async function ensureDependencies(root = repository) {
  try {
    refuseOldNode(readFileSync(join(root, 'package.json'), 'utf8'), process.versions.node);
    if (isCurrent(root)) return;
    const free = await lockFolder(join(root, '.toolchain', 'dependencies.lock'), {
      onWait: (holder) => print(`dependencies: waiting for ${holder}, which installs them\n`),
    });
    try {
      await installWhereNeeded(root);
    } finally {
      await free();
    }
  } catch (fault) {
    print(fault instanceof DependencyError ? fault.formatted : formatFileFault(fault, root));
    process.exit(2);
  }
}

/** @param {string} root */
function isCurrent(root) {
  const state = readDependencyState(root);
  return 'stampIsCurrent' in state && state.stampIsCurrent;
}

/** @param {string} root */
async function installWhereNeeded(root) {
  const state = readDependencyState(root);
  if ('missing' in state) {
    const started = performance.now();
    print(`dependencies: ${state.missing}: npm ci … `);
    await rm(stampFile(root), { force: true });
    const printed = await runNpmInstall(root);
    print(`${((performance.now() - started) / 1000).toFixed(1)} s\n`);
    const after = readDependencyState(root);
    if ('missing' in after) throw explain(root, `npm ci ended well, and yet ${after.missing}`, printed);
  }
  const lockText = readFileSync(join(root, 'package-lock.json'), 'utf8');
  await writeFile(stampFile(root), `${hashOfLock(lockText)}\n`);
}

/**
 * @param {string} root
 * @returns {Promise<string>} what npm printed
 */
async function runNpmInstall(root) {
  const [program, ...before] = npmCommand(process.env);
  const child = spawn(program, [...before, 'ci'], {
    cwd: root,
    env: await npmEnvironment(root),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      printed = (printed + text).slice(-20_000);
    });
  }
  const status = await new Promise((resolve) => {
    child.on('error', (fault) => {
      printed += `${fault.message}: npm must be on PATH; it comes with Node\n`;
      resolve(127);
    });
    child.on('close', resolve);
  });
  if (status === 0) return printed;
  print('failed\n');
  throw explain(root, `\`npm ci\` ended with status ${status ?? 'of a signal'}`, printed);
}

/**
 * The npm that started this process, where one did; else the one on PATH.
 * @param {NodeJS.ProcessEnv} env
 * @returns {[string, ...string[]]}
 */
export function npmCommand(env) {
  const script = env.npm_execpath;
  if (script && basename(script) === 'npm-cli.js' && existsSync(script)) return [process.execPath, script];
  return ['npm'];
}

/**
 * npm keeps its cache in the home folder; where that cannot be written, the clone has to do. A dry run or an omission
 * that the user asked of the outer npm is not meant for this one.
 * @param {string} root
 */
async function npmEnvironment(root) {
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, npm_config_update_notifier: 'false', npm_config_progress: 'false' };
  for (const name of ['npm_config_dry_run', 'npm_config_omit', 'npm_config_production', 'NODE_ENV'])
    delete env[name];
  if (await canBeMade(env.npm_config_cache ?? join(homedir() || '/nonexistent', '.npm'))) return env;
  const cache = join(root, '.toolchain', 'npm-cache');
  await mkdir(cache, { recursive: true });
  return { ...env, npm_config_cache: cache };
}

/** Whether the folder, or the nearest one above it that is there, can be written. @param {string} folder */
async function canBeMade(folder) {
  while (!existsSync(folder) && folder !== dirname(folder)) folder = dirname(folder);
  return access(folder, constants.W_OK).then(
    () => true,
    () => false,
  );
}

/** @param {string} manifest the text of package.json @param {string} running such as `20.17.0` */
export function refuseOldNode(manifest, running) {
  const floor = JSON.parse(manifest).engines?.node;
  const wanted = /^>=\s*(\d+)(?:\.(\d+))?/.exec(floor ?? '');
  if (!wanted) return;
  const [major = 0, minor = 0] = running.split('.').map(Number);
  const [wantedMajor, wantedMinor] = [Number(wanted[1]), Number(wanted[2] ?? 0)];
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  throw new DependencyError(
    `Node ${running} is too old: ${wantedMajor}.${wantedMinor} is the oldest that works here`,
    '',
    'install a newer Node: https://nodejs.org/en/download',
    'NODE_TOO_OLD',
  );
}

/**
 * npm may end well on a disk that is full, so the disk is asked too.
 * @param {string} root @param {string} message @param {string} printed by npm
 */
function explain(root, message, printed) {
  const { bavail, bsize } = statfsSync(root);
  const isFull = /ENOSPC|EDQUOT|no space left/i.test(printed) || bavail * bsize < 4_000_000;
  if (!isFull) return new DependencyError(message, printed);
  const hint = `df -h '${root}'   (free some room, then try again)`;
  return new DependencyError(`\`${root}\` has no room left: ${message}`, '', hint, 'DISK_FULL');
}

/** npm says first what is wrong, and then how it is used. @param {string} printed by npm */
function selectLines(printed) {
  const lines = printed.split('\n').filter((line) => line.trim() !== '');
  const errors = lines.filter((line) => /^npm (error|ERR!) *\S/.test(line));
  return errors.length > 0 ? errors.slice(0, 12) : lines.slice(-12);
}

class DependencyError extends Error {
  /**
   * @param {string} message @param {string} printed by npm @param {string} [hint] @param {string} [code]
   */
  constructor(message, printed, hint = 'npm ci   (shows the whole of it)', code = 'DEPENDENCIES_FAILED') {
    super(message);
    const detail = selectLines(printed)
      .map((line) => `  | ${line}\n`)
      .join('');
    this.formatted = `error[${code}]: ${message}\n${detail}  hint: ${hint}\n`;
  }
}

/** @param {unknown} fault @param {string} root */
function formatFileFault(fault, root) {
  const { code = '', message } = /** @type {NodeJS.ErrnoException} */ (fault);
  if (['EACCES', 'EPERM', 'EROFS'].includes(code)) {
    return `error[OUTPUT_NOT_WRITABLE]: \`${root}\` cannot be written: ${message}\n  hint: use a clone of your own\n`;
  }
  if (['ENOSPC', 'EDQUOT'].includes(code)) {
    return `error[DISK_FULL]: \`${root}\` has no room left: ${message}\n  hint: df -h '${root}'   (free some room, then try again)\n`;
  }
  return new DependencyError(message, '').formatted;
}

/** @param {string} text */
function print(text) {
  process.stderr.write(text);
}
