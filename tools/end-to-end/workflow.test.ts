// The workflow of this repository does what it says: each of its steps that is a command is run here, in this clone.
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ProgramResult, runProgram } from '@flake-lattice/programs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { workspaceRoot } from '../testing/nixes.js';

interface Workflow {
  readonly env: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>;
}

interface Step {
  readonly name?: string;
  readonly run?: string;
}

let workflow: Workflow;
let folder: string;
let outputs: string;

/** The two commands of the README, within one of which this test runs. */
const ofTheReadme = ['npm start', 'npm test'];

const commandsOf = (job: string) =>
  (workflow.jobs[job]?.steps ?? []).flatMap(({ run }) =>
    run === undefined || ofTheReadme.includes(run) ? [] : [run],
  );

/** A clone of one commit has none before it. */
function base(): string {
  try {
    return execFileSync('git', ['rev-parse', '--verify', '--quiet', 'HEAD~1'], {
      cwd: workspaceRoot,
      encoding: 'utf8',
    }).trim();
  } catch {
    return 'HEAD';
  }
}

/**
 * As GitHub runs a step: by bash, which stops at the first fault. Set-up is one, in this very clone: the machine that it
 * sees is the one that these tests were started on.
 */
function runStep(command: string): Promise<ProgramResult> {
  return runProgram('bash', ['-e', '-o', 'pipefail', '-c', command], {
    cwd: workspaceRoot,
    env: { ...process.env, ...workflow.env, BASE: base(), GITHUB_OUTPUT: outputs },
  });
}

beforeAll(async () => {
  workflow = parse(await readFile(join(workspaceRoot, '.github/workflows/ci.yml'), 'utf8')) as Workflow;
  folder = await mkdtemp(join(tmpdir(), 'workflow-'));
  outputs = join(folder, 'outputs');
  await writeFile(outputs, '');
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test('its jobs are those that the tests below are about', () => {
  expect(Object.keys(workflow.jobs)).toEqual(['check', 'build', 'test']);
  const others = commandsOf('test');
  expect(others).toEqual([]);
});

describe('the steps', () => {
  test('of the job `check` all end well, and give a matrix', async () => {
    for (const command of commandsOf('check')) {
      const { exitCode, stdout, stderr } = await runStep(command);
      expect({ command, exitCode, printed: exitCode === 0 ? '' : stdout + stderr }).toEqual({
        command,
        exitCode: 0,
        printed: '',
      });
    }
    expect(await readFile(outputs, 'utf8')).toMatch(/^any=(true|false)\nmatrix=\{"include":\[.*\]\}\n$/);
  }, 600_000);

  test('of the job `build` build what the matrix names', async () => {
    const all = await runStep('npx flake-lattice ci --provider github --shards 2');
    const { include } = JSON.parse(/^matrix=(.*)$/m.exec(all.stdout)?.[1] ?? '') as {
      include: { nodes: string }[];
    };
    for (const { nodes } of [include[0], include.at(-1)] as { nodes: string }[]) {
      for (const command of commandsOf('build')) {
        const { exitCode, stderr } = await runStep(command.replace('${{ matrix.nodes }}', nodes));
        expect({ command, exitCode, stderr: exitCode === 0 ? '' : stderr }).toEqual({
          command,
          exitCode: 0,
          stderr: '',
        });
      }
    }
  }, 600_000);
});
