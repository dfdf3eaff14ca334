// Builds a small flake with a Nix, in a store that is thrown away: takes the program and a script, gives how it ended.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ProgramResult, runProgram } from '@flake-lattice/programs';
import { pathReference } from './flake-path.js';
import { removeTree } from './remove-tree.js';
import type { Environment } from './run-step.js';

export interface Proof {
  /** Absolute path of a folder that is made, and removed in the end. */
  readonly folder: string;
  readonly env: Environment;
  /** What /bin/sh runs: it has to make `$out`, and has `$text` of another flake, a relative input. */
  readonly script: string;
  /** Absent: no sandbox. */
  readonly sandboxPaths?: readonly string[];
}

export async function buildProof(
  program: string,
  { folder, env, script, sandboxPaths }: Proof,
): Promise<ProgramResult> {
  await removeTree(folder);
  const [top, below] = [join(folder, 'flake'), join(folder, 'flake', 'below')];
  await mkdir(below, { recursive: true });
  await writeFile(join(below, 'flake.nix'), '{ outputs = _: { text = "proven"; }; }\n');
  await writeFile(join(top, 'script'), script);
  await writeFile(
    join(top, 'flake.nix'),
    `{
  inputs.below.url = "path:./below";
  outputs = { self, below }: {
    proof = derivation {
      name = "proof";
      system = builtins.currentSystem or "none";
      builder = "/bin/sh";
      args = [ "-c" (builtins.readFile ./script) ];
      inherit (below) text;
    };
  };
}
`,
  );
  const settings = [
    'experimental-features = nix-command flakes',
    'build-users-group =',
    ...(sandboxPaths
      ? ['sandbox = true', 'sandbox-fallback = false', `sandbox-paths = ${sandboxPaths.join(' ')}`]
      : ['sandbox = false']),
    'substituters =',
    'builders =',
  ];
  const args = ['build', '--impure', '--no-link', '--print-out-paths', `${pathReference(top)}#proof`];
  const result = await runProgram(program, args, {
    cwd: folder,
    env: {
      ...env,
      HOME: folder,
      NIX_REMOTE: undefined,
      NIX_USER_CONF_FILES: '',
      NIX_CONF_DIR: folder,
      NIX_CACHE_HOME: join(folder, 'cache'),
      NIX_STATE_HOME: join(folder, 'home-state'),
      NIX_STORE_DIR: join(folder, 'store'),
      NIX_STATE_DIR: join(folder, 'var'),
      NIX_LOG_DIR: join(folder, 'log'),
      NIX_CONFIG: settings.join('\n'),
    },
  });
  await removeTree(folder);
  return result;
}
