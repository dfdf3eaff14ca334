// Has Nix build the checks of nodes, all in one run: takes a project and names of nodes, gives what became of each.
import type { CommandIo } from '@flake-lattice/command-shell';
import { CodedError } from '@flake-lattice/errors';
import {
  buildDerivations,
  type Derivation,
  type DerivationsReport,
  findNix,
  type Nix,
  readDerivations,
  readHub,
  readSystem,
} from '@flake-lattice/programs';
import { nodeOfCheck } from '../affected/compare-derivations.js';
import type { Project } from '../project/read-project.js';
import { refuseUngenerated } from '../project/refuse-ungenerated.js';
import { compiledNodes, faultOfBuild, machineNixpkgs } from './machine-nixpkgs.js';

export interface CheckedNode {
  readonly node: string;
  /** Names of the checks that the hub has of it; a flake that somebody wrote may have none. */
  readonly checks: readonly string[];
  /** Present where one of them failed, or something that it is made of. */
  readonly fault?: CodedError;
}

/**
 * Has Nix build the checks of nodes, all in one run.
 *
 * @throws CodedError NODE_NOT_GENERATED, NIX_MISSING, NIX_TOO_OLD, COMPILER_MISSING, EVALUATION_FAILED
 */
export async function checkNodes(
  project: Project,
  nodes: readonly string[],
  io: Pick<CommandIo, 'cwd' | 'env'>,
): Promise<readonly CheckedNode[]> {
  refuseUngenerated(project, nodes);
  const { cwd, env } = io;
  const nix = await findNix({ cwd, env });
  const compiled = compiledNodes(project);
  const checked = new Map<string, CheckedNode>();
  for (const part of [
    nodes.filter((node) => !compiled.has(node)),
    nodes.filter((node) => compiled.has(node)),
  ]) {
    const [first] = part;
    if (first === undefined) continue;
    const nixpkgs = compiled.has(first) ? await machineNixpkgs(project, first, io) : undefined;
    const override = nixpkgs === undefined ? [] : ['--override-input', 'nixpkgs', nixpkgs];
    const options = ['--no-write-lock-file', ...override];
    const found = await checkPart(project, part, nix, { cwd, env, options }).catch((fault) => {
      throw faultOfBuild(fault);
    });
    for (const each of found) checked.set(each.node, each);
  }
  return nodes.map((node) => checked.get(node) as CheckedNode);
}

async function checkPart(
  { output: hub, poset }: Project,
  nodes: readonly string[],
  nix: Nix,
  options: { cwd: string; env: CommandIo['env']; options: readonly string[] },
): Promise<readonly CheckedNode[]> {
  const wanted = new Set(nodes);
  const { checks } = await readHub(nix, hub, { ...options, system: await readSystem(nix, options) });
  const names = new Map<string, string[]>(nodes.map((node) => [node, []]));
  for (const name of checks.keys()) {
    const node = nodeOfCheck(name, poset.elements);
    if (wanted.has(node)) names.get(node)?.push(name);
  }
  const all = [...names.values()].flat();
  const derivations = await readDerivations(nix, hub, all, { ...options, of: 'checks' });
  const report = await buildDerivations(nix, [...derivations.values()], {
    cwd: options.cwd,
    env: options.env,
  });
  return [...names].map(([node, own]) => {
    const missing = own.find((name) => !report.valid.has(derivations.get(name)?.output ?? ''));
    const derivation = missing === undefined ? undefined : derivations.get(missing);
    return {
      node,
      checks: own,
      ...(derivation ? { fault: checkFailed(node, derivation, report) } : {}),
    };
  });
}

function checkFailed(
  node: string,
  { derivation }: Derivation,
  { failed, works, errors }: DerivationsReport,
): CodedError {
  const log = works.get(derivation)?.log ?? [];
  return new CodedError({
    code: 'BUILD_FAILED',
    message: failed.has(derivation)
      ? `the check of \`${node}\` failed: \`${derivation}\``
      : `the check of \`${node}\` was not built, for what it is made of failed`,
    hint: `nix log ${derivation}   (the whole log)`,
    detail: (log.length > 0 ? log : errors.join('\n').split('\n')).slice(-15).join('\n'),
  });
}
