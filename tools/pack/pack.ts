// `npm run pack`: makes the packages that are published, as tarballs in `dist/`, from the sources of the workspace.
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { processIo } from '@flake-lattice/command-shell';
import { exitStatus } from '@flake-lattice/errors';
import { runProgram } from '@flake-lattice/programs';
import { publishedPackages } from './published-packages.js';
import { readWorkspace } from './read-workspace.js';
import { type PublishedName, stagePackage } from './stage-package.js';

const root = join(import.meta.dirname, '../..');

/** @param args the folder for the tarballs; `dist` of the workspace otherwise */
export async function run(
  [target = join(root, 'dist')]: readonly string[],
  io = processIo(),
): Promise<number> {
  for (const { name, file } of await packAll(target)) io.out(`${name.padEnd(22)}  ${file}\n`);
  return exitStatus.done;
}

export interface Packed {
  readonly name: PublishedName;
  /** Of the tarball. */
  readonly file: string;
}

export async function packAll(target: string): Promise<readonly Packed[]> {
  const workspace = await readWorkspace(root);
  await mkdir(target, { recursive: true });
  const packed: Packed[] = [];
  for (const name of Object.keys(publishedPackages) as PublishedName[]) {
    const stage = join(target, 'stage', name);
    await stagePackage(name, workspace, stage);
    packed.push({ name, file: join(target, await pack(stage, target)) });
  }
  await rm(join(target, 'stage'), { recursive: true });
  return packed;
}

async function pack(stage: string, target: string): Promise<string> {
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', target];
  const { exitCode, stdout, stderr } = await runProgram('npm', args, { cwd: stage, env: process.env });
  if (exitCode !== 0) throw new Error(`npm pack ended with ${exitCode}:\n${stderr}`);
  const [{ filename }] = JSON.parse(stdout);
  return filename.replace(/^@/, '').replace('/', '-');
}
