// Evaluates nodes, through the hub or each by its own flake: takes their names, gives the derivation of each.
import { join } from 'node:path';
import type { CommandIo } from '@flake-lattice/command-shell';
import { folderFromOutput } from '@flake-lattice/flake-template';
import { type Derivation, type Nix, readDerivations } from '@flake-lattice/programs';
import type { Project } from '../project/read-project.js';
import { compiledNodes, faultOfBuild, machineNixpkgs } from './machine-nixpkgs.js';

export interface EvaluationOptions {
  /** Whether each is evaluated by its own flake instead of through the hub; needs Nix 2.30. */
  readonly alone?: boolean;
  /** Another nixpkgs than the lattice names. */
  readonly nixpkgs?: string;
}

/** @throws CodedError COMPILER_MISSING, EVALUATION_FAILED */
export async function evaluateNodes(
  project: Project,
  nodes: readonly string[],
  options: EvaluationOptions,
  nix: Nix,
  io: Pick<CommandIo, 'cwd' | 'env'>,
): Promise<ReadonlyMap<string, Derivation>> {
  const evaluate = options.alone ? evaluateAlone : evaluateThroughHub;
  const found = new Map<string, Derivation>();
  for (const part of await partsOf(project, nodes, options, io)) {
    const evaluated = await evaluate(project, part, nix, io).catch((fault) => {
      throw faultOfBuild(fault);
    });
    for (const [node, derivation] of evaluated) found.set(node, derivation);
  }
  return found;
}

interface Part {
  readonly nodes: readonly string[];
  readonly nixpkgs?: string;
}

/** What compiles gets the compilers of this machine; all else is the same store path as plain `nix build` gives. */
async function partsOf(
  project: Project,
  nodes: readonly string[],
  { nixpkgs }: EvaluationOptions,
  io: Pick<CommandIo, 'cwd' | 'env'>,
): Promise<readonly Part[]> {
  if (nixpkgs !== undefined) return [{ nodes, nixpkgs }];
  const compiled = compiledNodes(project);
  const [first, ...others] = nodes.filter((node) => compiled.has(node));
  if (first === undefined) return [{ nodes }];
  const found = await machineNixpkgs(project, first, io);
  if (found === undefined) return [{ nodes }];
  const plain = { nodes: nodes.filter((node) => !compiled.has(node)) };
  const withCompilers = { nodes: [first, ...others], nixpkgs: found };
  return plain.nodes.length === 0 ? [withCompilers] : [plain, withCompilers];
}

function evaluateThroughHub(
  { output: hub }: Project,
  { nodes, nixpkgs }: Part,
  nix: Nix,
  { cwd, env }: Pick<CommandIo, 'cwd' | 'env'>,
): Promise<ReadonlyMap<string, Derivation>> {
  return readDerivations(nix, hub, nodes, { cwd, env, options: flakeOptions(nixpkgs) });
}

async function evaluateAlone(
  project: Project,
  { nodes, nixpkgs }: Part,
  nix: Nix,
  { cwd, env }: Pick<CommandIo, 'cwd' | 'env'>,
): Promise<ReadonlyMap<string, Derivation>> {
  const found = new Map<string, Derivation>();
  for (const node of nodes) {
    const flake = join(project.output, folderFromOutput(project, node));
    const options = { cwd, env, options: flakeOptions(nixpkgs) };
    const { default: derivation } = Object.fromEntries(
      await readDerivations(nix, flake, ['default'], options),
    );
    if (derivation) found.set(node, derivation);
  }
  return found;
}

function flakeOptions(nixpkgs: string | undefined): readonly string[] {
  return ['--no-write-lock-file', ...(nixpkgs === undefined ? [] : ['--override-input', 'nixpkgs', nixpkgs])];
}
