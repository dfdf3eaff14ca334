// Prints the same line as long as everything that `build` ever built is in the store, and another one when something has gone.
// Nx makes it part of the hash of a build: so it never says that something is built which is not there.
const { randomUUID } = require('node:crypto');
const { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const folder = join(process.cwd(), '.nx/flake-lattice');
const outputs = join(folder, 'outputs');
const file = join(folder, 'store');

function known() {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function links() {
  try {
    return readdirSync(outputs).map((name) => join(outputs, name));
  } catch {
    return [];
  }
}

const gone = links().filter((link) => !statSync(link, { throwIfNoEntry: false }));
let identity = known();
if (identity === '' || gone.length > 0) {
  identity = randomUUID();
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, identity);
  for (const link of gone) rmSync(link, { force: true });
}
process.stdout.write(`${identity}\n`);
