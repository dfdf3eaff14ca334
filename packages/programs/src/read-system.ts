// Asks Nix for the system of this machine: takes where to ask, gives its name, such as `x86_64-linux`.
import { evaluationFailed } from './evaluation-failed.js';
import type { Nix } from './find-nix.js';
import { runNix } from './run-nix.js';

export interface SystemOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** @throws CodedError EVALUATION_FAILED */
export async function readSystem(nix: Nix, { cwd, env }: SystemOptions): Promise<string> {
  const { exitCode, stdout, stderr } = await runNix(nix, ['config', 'show', 'system'], { cwd, env });
  if (exitCode !== 0)
    throw evaluationFailed({
      asked: ['nix config show system'],
      said: stderr,
      hint: 'nix config show system',
    });
  return stdout.trim();
}
