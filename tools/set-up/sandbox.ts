// Finds out once whether Nix can build in a sandbox on this machine, and records it: takes a Nix, gives yes or why not.
import { readFile } from 'node:fs/promises';
import { release } from 'node:os';
import { join } from 'node:path';
import { buildProof } from './build-proof.js';
import { findSandboxPaths } from './sandbox-paths.js';
import type { SetUp } from './set-up-context.js';
import { listSandboxPaths } from './wrapper-text.js';
import { writeText } from './write-text.js';

export interface Sandbox {
  readonly isOn: boolean;
  /** Why there is none. */
  readonly reason?: string;
  /** Absolute paths of the machine that builds see. */
  readonly paths: readonly string[];
}

/**
 * A machine that allows none is asked again by each set-up, since that may change; one that does is not. Another
 * kernel, user or set of tools is another machine.
 */
export async function settleSandbox(setUp: SetUp, program: string): Promise<Sandbox> {
  const { paths: places, report } = setUp;
  const paths = await findSandboxPaths(setUp);
  const asked = { kernel: release(), user: process.getuid?.() ?? 0, paths };
  const before = await readFile(places.sandbox, 'utf8').catch(() => '');
  const yes = `${JSON.stringify({ asked, isOn: true }, undefined, 2)}\n`;
  if (before === yes) return { isOn: true, paths };
  const reason = await reasonAgainst(setUp, program, paths);
  const isNew = await writeText(
    places.sandbox,
    reason === undefined ? yes : `${JSON.stringify({ asked, isOn: false, reason }, undefined, 2)}\n`,
  );
  if (isNew)
    report(reason === undefined ? 'builds run in a sandbox' : `builds run without a sandbox: ${reason}`);
  return reason === undefined ? { isOn: true, paths } : { isOn: false, reason, paths };
}

/** The build looks whether it is really shut in. */
async function reasonAgainst(
  { paths: places, env }: SetUp,
  program: string,
  paths: readonly string[],
): Promise<string | undefined> {
  const folder = join(places.work, 'proof-sandbox');
  const script = `[ ! -e '${folder.replaceAll("'", "'\\''")}/flake' ] && /usr/bin/env > /dev/null && printf %s $text > $out`;
  const sandboxPaths = listSandboxPaths(paths).split(' ');
  const { exitCode, stderr } = await buildProof(program, { folder, env, script, sandboxPaths });
  if (exitCode === 0) return undefined;
  const reasons = [...stderr.matchAll(/(?:error|Reason): (?!Cannot build|build of )(.+)/g)];
  const said = reasons.at(-1)?.[1] ?? 'the build in it failed';
  return said.replace(/[.;]\s*$/, '');
}
