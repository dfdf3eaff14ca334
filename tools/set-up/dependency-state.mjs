// Holds the installed dependencies against package-lock.json: takes the repository's root, says what is amiss.
// Plain JavaScript on Node alone: it is needed before the dependencies are there.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {string} [integrity]
 * @property {boolean} [optional]
 * @property {boolean} [devOptional]
 * @property {boolean} [peer]
 * @property {boolean} [link]
 * @property {boolean} [inBundle]
 * @property {string | Record<string, string>} [bin]
 *
 * @typedef {Readonly<Record<string, LockedPackage>>} LockedPackages by path, such as `node_modules/jest`
 */

/** Written last, after an install that ended well. @param {string} root */
export function stampFile(root) {
  return join(root, 'node_modules', '.flake-lattice-lock-hash');
}

/**
 * What an install depends on: the lock, and the machine's kind, since some packages hold programs.
 * @param {string} lockText the text of package-lock.json
 */
export function hashOfLock(lockText) {
  return createHash('sha256').update(`${process.platform} ${process.arch}\n${lockText}`).digest('hex');
}

/**
 * Why the dependencies must be installed, in a few words; nothing where they are in place.
 * @param {string} root absolute path of the repository
 * @returns {{ missing: string } | { stampIsCurrent: boolean }}
 */
export function readDependencyState(root) {
  const installedFile = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(join(root, 'node_modules'))) return { missing: 'there is no node_modules' };
  if (!existsSync(installedFile)) return { missing: 'node_modules is half-made' };
  const lockText = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const installed = readPackages(readFileSync(installedFile, 'utf8'));
  if (!installed) return { missing: 'node_modules is half-made' };
  const stamp = existsSync(stampFile(root)) ? readFileSync(stampFile(root), 'utf8').trim() : undefined;
  const stampIsCurrent = stamp === hashOfLock(lockText);
  if (!stampIsCurrent) {
    const difference = compareLocks(readPackages(lockText) ?? {}, installed);
    if (difference) return { missing: difference };
  }
  const gone = findAbsent(root, Object.keys(installed));
  if (gone) return { missing: `\`${gone}\` is missing` };
  return { stampIsCurrent };
}

/**
 * The first difference that matters between what is locked and what was installed. Optional packages may be absent:
 * they are those of other machines.
 * @param {LockedPackages} locked @param {LockedPackages} installed
 * @returns {string | undefined}
 */
export function compareLocks(locked, installed) {
  for (const [path, { version, integrity, optional, devOptional, peer, link, inBundle }] of Object.entries(
    locked,
  )) {
    if (!path.startsWith('node_modules/') || inBundle) continue;
    const present = installed[path];
    if (!present) {
      if (optional || devOptional || peer) continue;
      return `\`${path}\` is missing`;
    }
    const differs = present.version !== version || present.integrity !== integrity || present.link !== link;
    if (differs) return `\`${path}\` is not the version in package-lock.json`;
  }
  const extra = Object.keys(installed).find((path) => path.startsWith('node_modules/') && !locked[path]);
  return extra && `\`${extra}\` is not in package-lock.json`;
}

/** @param {string} text @returns {LockedPackages | undefined} */
function readPackages(text) {
  try {
    return JSON.parse(text).packages;
  } catch {
    return undefined;
  }
}

/** @param {string} root @param {readonly string[]} paths */
function findAbsent(root, paths) {
  const folder = paths.find((path) => path !== '' && !existsSync(join(root, path, 'package.json')));
  return folder ?? listCommands(root).find((path) => !existsSync(join(root, path)));
}

/** Where npm links the commands of the workspace's own packages. @param {string} root */
export function listCommands(root) {
  const packages = join(root, 'packages');
  if (!existsSync(packages)) return [];
  return readdirSync(packages).flatMap((name) => {
    const file = join(packages, name, 'package.json');
    if (!existsSync(file)) return [];
    const { bin = {} } = JSON.parse(readFileSync(file, 'utf8'));
    const commands = typeof bin === 'string' ? [name] : Object.keys(bin);
    return commands.map((command) => join('node_modules', '.bin', command));
  });
}
