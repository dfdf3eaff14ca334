// For tests: random lattices of all kinds of nodes: built-in templates, a template of the user's, further external inputs,
// sources outside, a crate, and a node that was ejected and edited.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LatticeProject, makeLatticeProject, type ProjectOptions } from '../testing/lattice-project.js';
import { latticeText } from '../testing/lattice-text.js';
import { splitOfTally, type TallyTexts, tallyFiles } from './crates.fixture.js';

export interface LatticeRequest {
  readonly nodes: number;
  readonly random: () => number;
  readonly nixpkgs?: ProjectOptions['nixpkgs'];
  /** Asked at each split of the crate. */
  readonly tally?: () => TallyTexts;
}

/** Two nodes below another, a source outside, an external input: as a user may write it. */
export const ownTemplate = `{
  description = <%= it.description %>;
  inputs = <%= it.inputs %>;
  outputs = { self, nixpkgs, ... }@inputs: {
    packages = nixpkgs.lib.genAttrs <%= it.systems %> (system: {
      default = (import nixpkgs { inherit system; }).runCommand <%= it.name %> { text = ../../docs/read.txt; } "cp $text $out";
    });
  };
}
`;

/** A lattice whose nodes are generated; git knows all of it. */
export async function makeMixedLattice({
  nodes,
  random,
  nixpkgs = 'empty',
  tally = () => ({}),
}: LatticeRequest): Promise<LatticeProject> {
  const some = () => `node-${1 + Math.floor(random() * (nodes - 1))}`;
  const pair = () => [...new Set([some(), some()])].map((name) => `"${name}"`).join(', ');
  const project = await makeLatticeProject({
    nixpkgs,
    splitCrate: async (_crate, { folder }) => splitOfTally(folder, tally()),
    files: {
      ...tallyFiles,
      'extra/flake.nix': '{ inputs.deep.url = "path:./deep"; outputs = _: { }; }\n',
      'extra/deep/flake.nix': '{ outputs = _: { }; }\n',
      'words/one.txt': 'one\n',
      'docs/read.txt': 'read\n',
      'unrelated/notes.txt': 'nothing\n',
      'templates/own.nix.eta': ownTemplate,
      'lattice.toml': `${latticeText({ nodes, random })}
[inputs.extra]
url = "path:./extra"

[inputs.words]
url = "path:./words"
flake = false

[node.own]
extends = [${pair()}]
inputs = ["extra", "words"]
template = "templates/own.nix.eta"

[node.reads]
extends = [${pair()}]
template = "check"
source = "docs"
script = "cat read.txt"

[node.free]
extends = [${pair()}]
inputs = ["words"]
template = "shell"

[node.above]
extends = ["free", "own", "reads", "tally"]
template = "shell"

[crate.tally]
path = "tally"
extends = [${pair()}]
`,
    },
  });
  await succeed(project, 'generate');
  await succeed(project, 'eject', 'free');
  const file = 'generated/free/flake.nix';
  const text = readFileSync(join(project.root, file), 'utf8');
  // An owner may take in more, and what others take in already.
  await project.write(
    file,
    text.replace(/\n {2}inputs = \{\n/, `$&    again.follows = "${below(text)}/nixpkgs";\n`),
  );
  await succeed(project, 'generate');
  project.git('add', '--all');
  project.git('commit', '--quiet', '--message=Generated');
  return project;
}

/** The first node that a flake takes in. */
function below(text: string): string {
  return /^ {4}(node-\d+|config-seed)\b/m.exec(text)?.[1] ?? 'config-seed';
}

async function succeed(project: LatticeProject, ...args: string[]): Promise<void> {
  const { status, err } = await project.run(...args);
  if (status !== 0) throw new Error(`flake-lattice ${args.join(' ')} ended with ${status}:\n${err}`);
}
