// For tests: the tools of this machine, and of what set-up brought where the machine lacks them.
import { dirname, join } from 'node:path';
import { type HostFacts, readHostFacts } from '@flake-lattice/programs';
import { workspaceRoot } from './nixes.js';

/** @throws where there is no compiler, which set-up brings */
export async function readFacts(): Promise<HostFacts> {
  const path = `${process.env.PATH}:${join(workspaceRoot, '.toolchain/bin')}`;
  const facts = await readHostFacts({ cwd: workspaceRoot, env: { ...process.env, PATH: path } });
  if (!facts.tools.rustc || !facts.tools.cc)
    throw new Error('neither rustc nor cc may be missing: npm run set-up');
  return facts;
}

/**
 * A PATH with the cargo, rustc and cc that run whatever the rest of the environment is; rustup's choosers fail without
 * the HOME of the user.
 */
export async function pathWithCompilers(): Promise<string> {
  const { cargo, rustc, cc } = (await readFacts()).tools;
  const folders = [cargo, rustc, cc].flatMap((tool) => (tool ? [dirname(tool.path)] : []));
  return [...new Set([...folders, '/usr/bin', '/bin'])].join(':');
}
