// What long work says while it goes on: a live line on a terminal that leaves no trace, plain lines elsewhere, or nothing.
import { join } from 'node:path';
import { runProgram } from '@flake-lattice/programs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type LatticeProject, makeLatticeProject } from '../testing/lattice-project.js';
import { environmentWith, newestNix, workspaceRoot } from '../testing/nixes.js';
import { openTerminal, screenOf } from '../testing/terminal.js';

const program = join(workspaceRoot, 'packages/cli/bin/flake-lattice.js');
const control = String.fromCharCode(27);

/** `salt` makes the derivations of a build its own. */
const latticeOf = (salt: string) => `[inputs.nixpkgs]
url = "path:./nixpkgs"
[node.seed]
[node.slow]
extends = ["seed"]
template = "package"
script = 'sleep 2; echo ${salt} > "$out"'
[node.bad]
extends = ["seed"]
template = "package"
script = 'echo ${salt} broken; exit 7'
[node.above]
extends = ["slow"]
template = "package"
script = 'sleep 1; echo ${salt} > "$out"'
`;

let project: LatticeProject;
let salt = 0;

async function begin(): Promise<void> {
  salt += 1;
  await project.write('lattice.toml', latticeOf(`${process.pid}-${performance.timeOrigin}-${salt}`));
  expect((await project.run('generate', '--overwrite')).status).toBe(0);
}

beforeAll(async () => {
  project = await makeLatticeProject({ files: { 'lattice.toml': latticeOf('none') }, nixpkgs: 'stand-in' });
});

afterAll(() => project.remove());

async function onTerminal(args: readonly string[], { columns = 100, env = {} } = {}) {
  const terminal = openTerminal([process.execPath, program, ...args], {
    cwd: project.root,
    env: { ...environmentWith(newestNix), ...env },
    columns,
  });
  const { status, printed } = await terminal.ended;
  return { status, printed, screen: screenOf(printed) };
}

async function elsewhere(...args: readonly string[]) {
  const env = environmentWith(newestNix);
  return runProgram(process.execPath, [program, ...args], { cwd: project.root, env });
}

describe('build', () => {
  test('on a terminal: a line that counts, and in the end a table with nothing of it', async () => {
    await begin();
    const { status, printed, screen } = await onTerminal(['build', 'above', 'slow', 'seed']);
    expect(status).toBe(0);
    expect(printed).toMatch(
      /1 of 3 nodes done, 1 running: slow; 1 left|0 of 3 nodes done, 1 running: slow; 2 left/,
    );
    expect(printed).toMatch(
      /2 of 3 nodes done, 1 running: above; 0 left|1 of 3 nodes done, 1 running: above; 1 left/,
    );
    expect(printed).toMatch(/nodes done, .*left {2}\d+ s/);
    const text = screen.join('\n').replaceAll(new RegExp(`${control}\\[[\\d;]*m`, 'g'), '');
    expect(text).not.toContain('running');
    expect(text).not.toContain('evaluating');
    expect(text).toMatch(/^3 nodes in \d+\.\d s: .*[23] built/);
    expect(text).toMatch(
      /\n {2}NODE {3}OUTCOME.*PLACE\n.*above {2}built.* \d\.\d s {2}.*-above\n.*slow {3}built/,
    );
    expect(text.trimEnd().split('\n')).toHaveLength(5);
  });

  test('a narrow terminal gets a line that does not break', async () => {
    await begin();
    const { printed } = await onTerminal(['build', 'slow'], { columns: 30 });
    const lines = printed
      .split(/\r|\n/)
      .filter((line) => line.includes('nodes done') || line.includes('node done'));
    expect(lines.length).toBeGreaterThan(0);
    const plain = lines.map((line) => line.replaceAll(new RegExp(`${control}\\[[?\\d;]*[A-Za-z]`, 'g'), ''));
    expect(Math.max(...plain.map((line) => line.length))).toBeLessThan(30);
  });

  test('an error comes after the line is gone, and names what explains it', async () => {
    await begin();
    const { status, screen } = await onTerminal(['build', 'bad', 'slow'], { env: { NO_COLOR: '1' } });
    expect(status).toBe(2);
    const text = screen.join('\n');
    expect(text).not.toContain('running');
    expect(text).toContain('2 nodes in ');
    expect(text).toMatch(
      /error\[BUILD_FAILED\]: .*`bad`.*\n(?:.*\n)* {2}hint: nix log .*\n {2}more: flake-lattice errors BUILD_FAILED\n/,
    );
  });

  test('elsewhere: lines without control sequences, and the paths alone on standard output', async () => {
    await begin();
    const { stdout, stderr, exitCode } = await elsewhere('build', 'slow');
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/^building .*slow\n1 node in \d+\.\d s: 1 built\n$/);
    expect(stdout).toMatch(/^slow {2}\/.*-slow\n$/);
  });

  test('--quiet and --json tell nothing of it, on a terminal neither', async () => {
    await begin();
    const quiet = await onTerminal(['build', 'slow', '--quiet']);
    expect(quiet.printed).not.toMatch(/running|evaluating|nodes? in/);
    await begin();
    const { stdout, stderr } = await elsewhere('build', 'slow', '--json');
    expect(stderr).not.toMatch(/building|running|nodes? in/);
    expect(JSON.parse(stdout)).toMatchObject({ built: [{ node: 'slow', outcome: 'built' }] });
    const dumb = await onTerminal(['build', 'seed'], { env: { TERM: 'dumb' } });
    expect(dumb.printed).not.toContain(control);
  });
});

test('what is done soon leaves no line', async () => {
  await begin();
  for (const args of [['check'], ['generate', 'seed'], ['list']]) {
    const { status, screen } = await onTerminal(args, { env: { NO_COLOR: '1' } });
    expect({ args, status }).toEqual({ args, status: 0 });
    expect(screen.join('\n')).not.toMatch(/planning|comparing|writing what/);
  }
});
