// Compiles a bundle beforehand: takes its path, has it generate a small lattice, and keeps the code that V8 compiled
// for that beside it.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compiledCodeOf, loadBundle } from './load-bundle.mjs';

const latticeText = `[lattice]
schema = 1

[inputs.nixpkgs]
url = "path:./nixpkgs"

[config.rust]
channel = "stable"

[node.seed]
description = "The seed"

[node.one]
extends = ["seed"]
template = "shell"
packages = ["jq"]
env = { LEVEL = "one" }
[node.one.config.build]
jobs = 1

[node.other]
extends = ["seed"]
template = "package"
script = "touch $out"

[node.both]
extends = ["one", "other"]
template = "check"
script = "true"
`;

const rootFlake = `{
  inputs.nixpkgs.url = "path:./nixpkgs";
  inputs.lattice = { url = "path:./generated"; inputs.nixpkgs.follows = "nixpkgs"; };
  outputs = { self, nixpkgs, lattice }: { inherit (lattice) packages; };
}
`;

const [file = ''] = process.argv.slice(2);
const { exports, script } = loadBundle(file);
const root = mkdtempSync(join(realpathSync(tmpdir()), 'flake-lattice-compile-'));
try {
  writeFileSync(join(root, 'lattice.toml'), latticeText);
  writeFileSync(join(root, 'flake.nix'), rootFlake);
  mkdirSync(join(root, 'nixpkgs'));
  writeFileSync(join(root, 'nixpkgs/flake.nix'), '{ outputs = _: { }; }\n');
  execFileSync('git', ['init', '--quiet', '.'], { cwd: root, stdio: 'ignore' });
  const io = { out: () => {}, err: () => {}, cwd: root, env: process.env };
  // From nothing, with nothing changed, after an edit, and what looks without writing.
  await exports.run(['generate'], io);
  await exports.run(['generate', '--quiet'], io);
  writeFileSync(join(root, 'generated/one/config.toml'), '# edited\n');
  await exports.run(['generate', '--overwrite'], io);
  await exports.run(['check'], io);
} catch (fault) {
  // Without git, say: what was loaded until here is worth keeping.
  process.stderr.write(`the bundle is compiled in part: ${fault}\n`);
} finally {
  rmSync(root, { recursive: true, force: true });
}
// In one step: a half of it would be taken for the whole.
const staged = `${compiledCodeOf(file)}.staged`;
writeFileSync(staged, script.createCachedData());
renameSync(staged, compiledCodeOf(file));
