// Asks Nix for the store derivations of a hub: takes its flake reference and a system, gives them by output and name.
import { quoteForShell } from '@flake-lattice/errors';
import { evaluationFailed } from './evaluation-failed.js';
import type { Nix } from './find-nix.js';
import { quoteForNix } from './quote-for-nix.js';
import { runNix } from './run-nix.js';

/** The outputs of a hub that hold derivations by name. */
export const hubOutputs = ['packages', 'devShells', 'checks'] as const;
export type HubOutput = (typeof hubOutputs)[number];

/** Path of the store derivation by name; nothing where evaluating it throws. */
export type DerivationsByName = ReadonlyMap<string, string | undefined>;
export type HubDerivations = Readonly<Record<HubOutput, DerivationsByName>>;

export interface ReadHubOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Such as `x86_64-linux`. */
  readonly system: string;
  /** Further options of `nix eval`, such as `--override-input NAME REF`. */
  readonly options?: readonly string[];
}

/**
 * One evaluation, which builds nothing. The `default` of an output, made of all others, is left out.
 *
 * @param flake a reference without an attribute
 * @throws CodedError EVALUATION_FAILED
 */
export async function readHub(
  nix: Nix,
  flake: string,
  { cwd, env, system, options = [] }: ReadHubOptions,
): Promise<HubDerivations> {
  const args = ['eval', '--json', ...options, '--apply', namesAndPaths(system), '--', `${flake}#.`];
  const { exitCode, stdout, stderr } = await runNix(nix, args, { cwd, env });
  if (exitCode !== 0)
    throw evaluationFailed({ asked: [flake], said: stderr, hint: `nix flake show ${quoteForShell(flake)}` });
  const read = JSON.parse(stdout) as Record<HubOutput, Record<string, string | null>>;
  const byName = (output: HubOutput): DerivationsByName =>
    new Map(Object.entries(read[output]).map(([name, path]) => [name, path ?? undefined]));
  return { packages: byName('packages'), devShells: byName('devShells'), checks: byName('checks') };
}

/** The name of a system comes from a person. */
function namesAndPaths(system: string): string {
  const outputs = hubOutputs.map((output) => `${output} = of "${output}";`).join(' ');
  return `outputs: let
    system = builtins.fromJSON ${quoteForNix(JSON.stringify(system))};
    pathOf = derivation: let tried = builtins.tryEval derivation.drvPath; in if tried.success then tried.value else null;
    of = output: builtins.mapAttrs (_: pathOf) (removeAttrs ((outputs.\${output} or { }).\${system} or { }) [ "default" ]);
  in { ${outputs} }`;
}
