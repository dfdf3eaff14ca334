// `build`: builds nodes with Nix, through the hub or each by its own flake, and tells where they lie.
import { join } from 'node:path';
import { alignColumns, type CommandFace, type CommandIo } from '@flake-lattice/command-shell';
import { CodedError, type ExitStatus, exitStatus } from '@flake-lattice/errors';
import { folderFromOutput } from '@flake-lattice/flake-template';
import { buildFlake, findNix, type Nix, readOutputPaths } from '@flake-lattice/programs';
import { compiledNodes, faultOfBuild, machineNixpkgs } from '../building/machine-nixpkgs.js';
import { withPackage } from '../building/with-package.js';
import { expandProject } from '../crates/expand-project.js';
import { declareOutput, type Output, type OutputOptions, outputOf } from '../output.js';
import {
  declareProject,
  knownNodes,
  type Project,
  type ProjectOptions,
  readProject,
} from '../project/read-project.js';
import { refuseUngenerated } from '../project/refuse-ungenerated.js';

interface BuildOptions extends OutputOptions, ProjectOptions {
  readonly alone?: true;
  readonly nixpkgs?: string;
}

interface BuiltNode {
  readonly node: string;
  /** Store path. */
  readonly output: string;
}

export function build(io: CommandIo): CommandFace<BuildOptions> {
  return {
    name: 'build',
    description: 'Builds nodes with Nix and prints where they lie in the store. Leaves no lock behind.',
    examples: [
      { line: 'flake-lattice build', does: 'every node' },
      { line: 'flake-lattice build dev', does: 'the node `dev`, through the hub' },
      {
        line: 'flake-lattice build dev --alone',
        does: 'by its own flake, as `nix build ./generated/dev` does',
      },
    ],
    declare: (command) => {
      command
        .argument('[node...]', 'the nodes to build (default: all)')
        .option('--alone', 'build each by its own flake instead of through the hub; needs Nix 2.30')
        .option('--nixpkgs <reference>', 'build with another nixpkgs than the lattice names');
      declareOutput(declareProject(command));
    },
    body: (options, nodes) => run(options, nodes, io),
  };
}

async function run(options: BuildOptions, names: readonly string[], io: CommandIo): Promise<ExitStatus> {
  const output = outputOf(io, options);
  const project = await expandProject(await readProject(options, io), io);
  const known = knownNodes(project, names);
  const chosen = known.length === 0 ? project.poset.elements : known;
  if (chosen.length === 0) throw nothingToBuild(project);
  refuseUngenerated(project, chosen);
  const { cwd, env } = io;
  const nix = await findNix({ cwd, env, ...(options.alone ? { atLeast: { major: 2, minor: 30 } } : {}) });
  const nodes = await withPackage(project, chosen, nix, io, output);
  const buildNodes = options.alone ? buildAlone : buildThroughHub;
  const built: BuiltNode[] = [];
  for (const part of nodes.length === 0 ? [] : await partsOf(project, nodes, options)) {
    const found = buildNodes(project, part.nodes, nix, { ...options, ...part }, io, output);
    built.push(
      ...(await found.catch((fault) => {
        throw faultOfBuild(fault);
      })),
    );
  }
  const places = new Map(nodes.map((node, place) => [node, place]));
  built.sort((one, other) => (places.get(one.node) ?? 0) - (places.get(other.node) ?? 0));
  if (built.length > 0)
    output.line(alignColumns(built.map(({ node, output: path }) => [node, path])).trimEnd());
  output.json({ built });
  return exitStatus.done;
}

interface Part {
  readonly nodes: readonly string[];
  readonly nixpkgs?: string;
}

/** What compiles gets the compilers of this machine; all else is the same store path as plain `nix build` gives. */
async function partsOf(
  project: Project,
  nodes: readonly string[],
  { nixpkgs }: BuildOptions,
): Promise<readonly Part[]> {
  if (nixpkgs !== undefined) return [{ nodes, nixpkgs }];
  const compiled = compiledNodes(project);
  const [first, ...others] = nodes.filter((node) => compiled.has(node));
  if (first === undefined) return [{ nodes }];
  const found = await machineNixpkgs(project, first);
  if (found === undefined) return [{ nodes }];
  const plain = { nodes: nodes.filter((node) => !compiled.has(node)) };
  const withCompilers = { nodes: [first, ...others], nixpkgs: found };
  return plain.nodes.length === 0 ? [withCompilers] : [plain, withCompilers];
}

async function buildThroughHub(
  { output: hub }: Project,
  nodes: readonly string[],
  nix: Nix,
  options: BuildOptions,
  io: CommandIo,
  output: Output,
): Promise<BuiltNode[]> {
  const installables = nodes.map((node) => `${hub}#${node}`);
  await buildFlake(nix, installables, buildOptions(options, io, output));
  const paths = await readOutputPaths(nix, hub, nodes, { ...io, options: nixpkgsOptions(options) });
  return nodes.map((node) => ({ node, output: paths.get(node) ?? '' }));
}

async function buildAlone(
  project: Project,
  nodes: readonly string[],
  nix: Nix,
  options: BuildOptions,
  io: CommandIo,
  output: Output,
): Promise<BuiltNode[]> {
  const built: BuiltNode[] = [];
  for (const node of nodes) {
    const { outputs } = await buildFlake(
      nix,
      `${join(project.output, folderFromOutput(project, node))}#default`,
      buildOptions(options, io, output),
    );
    built.push({ node, output: outputs[0] ?? '' });
  }
  return built;
}

function buildOptions(options: BuildOptions, { cwd, env }: CommandIo, output: Output) {
  return {
    cwd,
    env,
    options: nixpkgsOptions(options),
    onBuild: (derivation: string) => output.progress(`building ${nameOf(derivation)}`),
    onWarning: (text: string) => output.detail(text),
  };
}

function nixpkgsOptions({ nixpkgs }: BuildOptions): readonly string[] {
  return ['--no-write-lock-file', ...(nixpkgs === undefined ? [] : ['--override-input', 'nixpkgs', nixpkgs])];
}

/** `/nix/store/HASH-name.drv` as `name`. */
function nameOf(derivation: string): string {
  return derivation.replace(/^.*\/[0-9a-z]{32}-/, '').replace(/\.drv$/, '');
}

function nothingToBuild({ lattice }: Project): CodedError {
  return new CodedError({
    code: 'LATTICE_EMPTY',
    message: `\`${lattice.shown}\` declares no node`,
    hint: 'add one to it:\n[node.hello]\ntemplate = "config"',
  });
}
