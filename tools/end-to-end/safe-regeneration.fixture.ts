// A run of its own, to be killed: takes a project's folder, a plan by name and how many nodes, applies it and prints the
// outcome as JSON. It says `ready` first, and `waits` for whom; with `go` as the last word it begins when told to.
import { once } from 'node:events';
import { join } from 'node:path';
import { isCodedError } from '@flake-lattice/errors';
import { type Applied, applyTree, type TreePlan, withRunLock } from '@flake-lattice/generated-tree';

export const planNames = ['one', 'two', 'three'] as const;
export type PlanName = (typeof planNames)[number];

/**
 * Three plans that share some files, change some, and lack some. `edited/flake.nix` is in all of them, and never the
 * same.
 */
export function planNamed(root: string, name: PlanName, nodes: number): TreePlan {
  const number = planNames.indexOf(name);
  const files = Array.from({ length: nodes }, (_, node) => node)
    .filter((node) => node % 5 !== number)
    .flatMap((node) => [
      { path: `node-${node}/flake.nix`, contents: `# ${name} ${node}\n${'a line\n'.repeat(200)}` },
      { path: `node-${node}/config.toml`, contents: `# ${node % 3 === number ? name : 'as ever'}\n` },
    ]);
  return {
    root,
    folder: join(root, 'generated'),
    files: [
      ...files,
      { path: 'flake.nix', contents: `# the hub of ${name}\n` },
      { path: 'edited/flake.nix', contents: `# generated for ${name}\n` },
    ],
    leave: [],
  };
}

export function applyNamed(
  root: string,
  name: PlanName,
  nodes: number,
  onWait: (holder: string) => void = () => {},
): Promise<Applied> {
  const plan = planNamed(root, name, nodes);
  const env = { PATH: '/usr/bin:/bin', HOME: '/nonexistent' };
  return withRunLock(plan.folder, { env, onWait }, () => applyTree(plan, { env, edited: 'leave' }));
}

async function run([root = '', name = '', nodes = '', when]: readonly string[]): Promise<void> {
  process.stdout.write('ready\n');
  if (when === 'go') await once(process.stdin, 'data');
  try {
    const waits = (holder: string) => process.stdout.write(`waits for ${holder}\n`);
    const { files } = await applyNamed(root, name as PlanName, Number(nodes), waits);
    const counts: Record<string, number> = {};
    for (const { outcome } of files) counts[outcome] = (counts[outcome] ?? 0) + 1;
    process.stdout.write(`done ${JSON.stringify(counts)}\n`);
  } catch (fault) {
    if (!isCodedError(fault)) throw fault;
    process.stdout.write(`${fault.code}: ${fault.message}\n`);
  }
  process.exit();
}

if (process.argv[1] === import.meta.filename) await run(process.argv.slice(2));
