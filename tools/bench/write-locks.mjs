// Our side of the bench of locks: plans the locks of hub and root of the lattice here, writes them, prints how long it took.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const built = new URL('../../packages/cli/dist/project/', import.meta.url);
/** @param {string} module */
const load = (module) => import(new URL(module, built).href);
const { readProject } = await load('read-project.js');
const { flakesOnDisk } = await load('flakes-on-disk.js');
const { planFlakes } = await load('plan-flakes.js');
const { planLocks } = await load('plan-locks.js');

const io = { cwd: process.cwd(), env: process.env, out: () => {}, err: () => {} };
const project = await readProject({}, io);
const disk = flakesOnDisk(project.repository.root, io.cwd);
const flakes = planFlakes(project, () => undefined);
const begun = performance.now();
const { hub, root } = await planLocks(project, flakes, [], disk, io);
if (hub.kind !== 'text' || root?.kind !== 'text') throw new Error('a lock could not be planned');
writeFileSync(join(project.output, 'flake.lock'), hub.text);
writeFileSync(join(project.lattice.folder, 'flake.lock'), root.text);
process.stdout.write(`${performance.now() - begun}\n`);
