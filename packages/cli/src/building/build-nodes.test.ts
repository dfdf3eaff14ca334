// Builds of many nodes by real Nix: each has its own result, and what fails stops only what is above it.
import { existsSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { captureIo } from '../../../../tools/testing/capture-io.js';
import { type LatticeProject, makeLatticeProject } from '../../../../tools/testing/lattice-project.js';
import { describeWithNix, environmentWith } from '../../../../tools/testing/nixes.js';
import { readProject } from '../project/read-project.js';
import { type BuildNodesOptions, buildNodes } from './build-nodes.js';

/** `salt` makes the derivations of a run its own: what was built before would be there already. */
const latticeOf = (salt: string) => `[lattice]
schema = 1
[inputs.nixpkgs]
url = "path:./nixpkgs"
[node.seed]
[node.good]
extends = ["seed"]
template = "package"
script = 'echo "${salt} of good"; mkdir -p "$out/bin"; echo 1 > "$out/value"'
[node.bad]
extends = ["seed"]
template = "package"
script = 'seq 1 60; echo "${salt} last words of bad"; exit 7'
[node.worse]
extends = ["seed"]
template = "check"
script = 'echo "${salt} last words of worse"; exit 9'
[node.above]
extends = ["bad", "good"]
template = "shell"
`;

describeWithNix('buildNodes', (nix) => {
  let project: LatticeProject;
  let salt = 0;

  async function begin(): Promise<void> {
    salt++;
    const text = latticeOf(`${process.pid}-${performance.timeOrigin}-${salt}`);
    project = await makeLatticeProject({ files: { 'lattice.toml': text }, nixpkgs: 'stand-in', nix });
    expect((await project.run('generate')).status).toBe(0);
  }

  async function build(nodes: readonly string[], options: BuildNodesOptions = {}) {
    const io = captureIo({ cwd: project.root, env: environmentWith(nix) });
    return buildNodes(await readProject({}, io), nodes, options, io);
  }

  test('gives the result of each, and loses nothing of what was built', async () => {
    await begin();
    const { nodes, fault } = await build(['above', 'bad', 'good', 'seed', 'worse']);
    const outcomes = Object.fromEntries(nodes.map(({ node, outcome }) => [node, outcome]));
    expect(outcomes).toMatchObject({ above: 'skipped', bad: 'failed', good: 'built', worse: 'failed' });
    const of = (name: string) => nodes.find(({ node }) => node === name);
    expect(of('above')).toMatchObject({ because: ['bad'], failed: of('bad')?.derivation });
    expect(of('bad')?.log?.split('\n').at(-1)).toMatch(/last words of bad$/);
    expect(of('bad')?.log?.split('\n')).toHaveLength(40);
    expect(of('bad')?.reason).toBe('builder failed with exit code 7');
    expect(of('worse')?.log).toMatch(/last words of worse$/);
    expect(of('good')?.log).toMatch(/of good/);
    expect(existsSync(of('good')?.output ?? '')).toBe(true);
    expect(fault).toMatchObject({ code: 'BUILD_FAILED', hint: expect.stringMatching(/^nix log \//) });
    expect(fault?.message).toBe('3 nodes were not built: 2 failed, 1 skipped for a node below');
    expect(fault?.detail).toMatch(/last words of bad[\s\S]*last words of worse/);

    const again = await build(['good', 'seed']);
    expect(again.nodes.map(({ outcome }) => outcome)).toEqual(['present', 'present']);
    expect(again.fault).toBeUndefined();
    await project.remove();
  });

  test('a node below that was not asked for is named too', async () => {
    await begin();
    const { nodes, fault } = await build(['above']);
    expect(nodes).toMatchObject([{ node: 'above', outcome: 'skipped', because: ['bad'] }]);
    expect(fault?.message).toMatch(/^building `above` failed in `.*-bad\.drv`, for `bad` below it$/);
    expect(fault?.detail).toMatch(/last words of bad$/);
    await project.remove();
  });

  test('the command prints what was built, as lines and as JSON, and ends with 2', async () => {
    await begin();
    const { status, out, err } = await project.run('build', 'bad', 'good');
    expect([status, out]).toEqual([2, expect.stringMatching(/^good {2}\/\S+-good\n$/)]);
    expect(err).toMatch(/error\[BUILD_FAILED\]: building `bad` failed in `.*-bad\.drv`\n/);
    expect(err).toContain('last words of bad');
    const json = await project.run('build', '--json');
    expect(json.status).toBe(2);
    const { built } = JSON.parse(json.out);
    expect(built.map(({ node, outcome }: { node: string; outcome: string }) => [node, outcome])).toEqual([
      ['seed', 'present'],
      ['bad', 'failed'],
      ['good', 'present'],
      ['worse', 'failed'],
      ['above', 'skipped'],
    ]);
    await project.remove();
  });

  test('where no machine is to build, that is what is said', async () => {
    await begin();
    const { fault } = await build(['good'], { jobs: 0, builders: [] });
    expect(fault).toMatchObject({ code: 'BUILDER_UNREACHABLE', hint: expect.stringContaining('--jobs 1') });
    await project.remove();
  });

  test('a store that cannot be opened is told', async () => {
    await begin();
    const { fault, nodes } = await build(['good'], { store: 'file:///proc/nowhere' });
    expect(nodes[0]?.outcome).toBe('failed');
    expect(fault?.code).toBe('STORE_UNREACHABLE');
    await project.remove();
  });
});
