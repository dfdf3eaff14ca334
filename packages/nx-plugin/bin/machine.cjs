// Prints what of this machine the results of Nix depend on: its system, and the compilers that set-up found, or else
// those on PATH. Nx makes it part of the hash of a task. It says the same wherever a clone lies, and on every machine of the same kind.
const { spawnSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const { readdirSync, readFileSync } = require('node:fs');
const { dirname, join } = require('node:path');

/** What the nixpkgs of this machine says, where set-up wrote down which it is: as `findHostNixpkgs` looks for it. */
function hostNixpkgs() {
  for (const from of [process.cwd(), __dirname]) {
    for (let folder = from; ; folder = dirname(folder)) {
      const reference = readIfPresent(join(folder, '.toolchain', 'nixpkgs-reference')).trim();
      if (reference !== '') return reference;
      if (folder === dirname(folder)) break;
    }
  }
  return '';
}

function readIfPresent(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function hashFolder(folder) {
  const hash = createHash('sha256');
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  for (const file of files.sort()) {
    hash.update(file.slice(folder.length)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/** Where there was no set-up, a crate is compiled by what is on PATH. */
function versionsOnPath() {
  const versions = ['rustc', 'cargo', 'cc'].map((name) => {
    const { stdout } = spawnSync(name, ['--version'], { encoding: 'utf8' });
    return stdout?.split('\n')[0] ?? '';
  });
  return versions.join(' ').trim();
}

const reference = hostNixpkgs();
const folder = /^path:(\/[^?]*)$/.exec(reference)?.[1];
const nixpkgs = folder === undefined ? reference || versionsOnPath() : hashFolder(folder);
process.stdout.write(`${process.arch}-${process.platform} ${nixpkgs}\n`);
