// For benches: a git repository with a lattice of many nodes, a small nixpkgs of its own, and a root flake.
import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { latticeText } from '../testing/lattice-text.js';

export interface LatticeRepositories {
  /**
   * A new repository with the lattice, in which nothing was generated yet; its absolute path. Runs are not given one that was
   * emptied: a file system takes its time with places that have just become free.
   */
  readonly fresh: () => string;
  readonly remove: () => void;
}

/** @param nodes of the lattice that each has */
export function latticeRepositories(nodes: number): LatticeRepositories {
  const base = mkdtempSync(join(realpathSync(tmpdir()), 'flake-lattice-bench-'));
  const numbers = fc.sample(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
    seed: 20,
    numRuns: 4 * nodes,
  });
  let at = 0;
  const text = latticeText({ nodes, random: () => numbers[at++ % numbers.length] ?? 0 });
  let count = 0;
  return {
    fresh: () => {
      const root = join(base, `${count++}`);
      mkdirSync(join(root, 'nixpkgs'), { recursive: true });
      writeFileSync(join(root, 'nixpkgs/flake.nix'), '{ outputs = _: { }; }\n');
      writeFileSync(join(root, 'lattice.toml'), text);
      writeFileSync(join(root, 'flake.nix'), rootFlake);
      execFileSync('git', ['init', '--quiet', '.'], { cwd: root });
      execFileSync('git', ['add', '--all'], { cwd: root });
      return root;
    },
    remove: () => rmSync(base, { recursive: true, force: true }),
  };
}

const rootFlake = `{
  inputs.nixpkgs.url = "path:./nixpkgs";
  inputs.lattice = { url = "path:./generated"; inputs.nixpkgs.follows = "nixpkgs"; };

  outputs = { self, nixpkgs, lattice }: { inherit (lattice) packages devShells checks; };
}
`;

/** Every file below \`generated/\`, with its text. */
export function readGenerated(root: string): readonly (readonly [path: string, text: string])[] {
  const folder = join(root, 'generated');
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort()
    .map((file) => [file.slice(folder.length + 1), readFileSync(file, 'utf8')]);
}
