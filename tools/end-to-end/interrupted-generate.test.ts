// flake-lattice, as it is published, is killed at moments spread over its run, and two runs meet: the next run ends in the
// undisturbed tree.
import { spawn } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type PublishedCommand, stageCommand } from '../pack/published-command.js';
import { type LatticeProject, makeLatticeProject } from '../testing/lattice-project.js';
import { latticeText } from '../testing/lattice-text.js';
import { environmentWith, newestNix, workspaceRoot } from '../testing/nixes.js';
import { snapshotTree } from '../testing/tree-snapshot.js';

const moments = Number(process.env.FLAKE_LATTICE_MOMENTS ?? 12);
const nodes = 60;
const edited = 'generated/node-3/flake.nix';

/** All nodes from nothing; after a change, one of them edited by hand; and most of them new beside a few. With exit status. */
const states = { nothing: 0, changed: 1, grown: 0 } as const;
type State = keyof typeof states;
const stateNames = Object.keys(states) as State[];

/** The same in every run. */
function numbers(): () => number {
  let state = 20;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
}

interface Started {
  readonly ended: Promise<Ended>;
  readonly kill: () => void;
}

let command: PublishedCommand;

function start(cwd: string): Started {
  const child = spawn(process.execPath, [command.file, 'generate'], {
    cwd,
    env: { ...environmentWith(newestNix), ...command.env, GIT_CONFIG_GLOBAL: '/dev/null' },
    stdio: 'ignore',
  });
  return {
    ended: new Promise((done) => child.on('close', (status, signal) => done({ status, signal }))),
    kill: () => child.kill('SIGKILL'),
  };
}

const generate = (cwd: string): Promise<Ended> => start(cwd).ended;

describe('generate', () => {
  let project: LatticeProject;
  let folder: string;
  /** Of undisturbed runs, in milliseconds: the fastest of each state. */
  const durations: Record<string, number> = {};
  /** The trees of undisturbed runs. */
  const undisturbed: Record<string, Awaited<ReturnType<typeof snapshotTree>>> = {};

  const stateOf = (state: State) => join(folder, state);
  /** Puts a state in place; gives its folder. */
  const begin = (state: State): string => {
    const work = join(folder, 'work');
    rmSync(work, { recursive: true, force: true });
    cpSync(stateOf(state), work, { recursive: true, verbatimSymlinks: true });
    return work;
  };

  beforeAll(async () => {
    command = await stageCommand(workspaceRoot);
    folder = await mkdtemp(join(await realpath(tmpdir()), 'interrupted-'));
    const textOf = (nodes: number) => latticeText({ nodes, random: numbers() });
    const text = textOf(nodes);
    project = await makeLatticeProject({ files: { 'lattice.toml': textOf(6) } });
    cpSync(project.root, stateOf('nothing'), { recursive: true });
    writeFileSync(join(stateOf('nothing'), 'lattice.toml'), text);
    expect(await generate(project.root)).toEqual({ status: 0, signal: null });
    await project.write('lattice.toml', text);
    cpSync(project.root, stateOf('grown'), { recursive: true });
    expect(await generate(project.root)).toEqual({ status: 0, signal: null });
    project.git('add', '--all');
    project.git('commit', '--quiet', '--message=Generated');
    await project.write(edited, `${readFileSync(join(project.root, edited), 'utf8')}# by hand\n`);
    await project.write('lattice.toml', text.replace('channel = "stable"', 'channel = "beta"'));
    cpSync(project.root, stateOf('changed'), { recursive: true });
    for (const state of stateNames) {
      for (let round = 0; round < 3; round++) {
        const work = begin(state);
        const begun = performance.now();
        expect(await generate(work)).toEqual({ status: states[state], signal: null });
        durations[state] = Math.min(durations[state] ?? Number.POSITIVE_INFINITY, performance.now() - begun);
        undisturbed[state] = await snapshotTree(work);
      }
    }
  });

  afterAll(async () => {
    await project.remove();
    rmSync(folder, { recursive: true, force: true });
    command.remove();
  });

  test(`killed at ${moments} moments, the next run ends in the undisturbed tree`, async () => {
    let hit = 0;
    for (let moment = 0; moment < moments; moment++) {
      const state = stateNames[moment % stateNames.length] as State;
      const work = begin(state);
      const run = start(work);
      await Promise.race([sleep(((durations[state] ?? 0) * (moment + 0.5)) / moments), run.ended]);
      run.kill();
      if ((await run.ended).signal === 'SIGKILL') hit++;
      const before = state === 'changed' ? readFileSync(join(work, edited), 'utf8') : '';
      expect(await generate(work)).toEqual({ status: states[state], signal: null });
      expect([moment, await snapshotTree(work)]).toEqual([moment, undisturbed[state]]);
      if (state === 'changed') expect(before).toMatch(/# by hand\n$/);
    }
    process.stderr.write(`${hit} of ${moments} moments hit a live run of ${JSON.stringify(durations)} ms\n`);
    // Beside other tests, a run may be over before its moment comes; the proof runs alone.
    expect(hit).toBeGreaterThanOrEqual((moments < 100 ? 0.4 : 0.75) * moments);
  }, 1_800_000);

  test('two runs at once end in the undisturbed tree', async () => {
    for (const state of stateNames) {
      const work = begin(state);
      const statuses = (await Promise.all([generate(work), generate(work), generate(work)])).map(
        ({ status }) => status,
      );
      expect(statuses).toEqual(Array(3).fill(states[state]));
      expect(await snapshotTree(work)).toEqual(undisturbed[state]);
    }
  });
});
