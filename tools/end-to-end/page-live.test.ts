// flake-lattice graph --serve: a page in a real browser that follows lattice.toml and a build of another process.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { describeWithBrowser } from '../testing/browser.js';
import { type LatticeProject, makeLatticeProject } from '../testing/lattice-project.js';
import { environmentWith, newestNix, workspaceRoot } from '../testing/nixes.js';
import { until } from './page.fixture.js';

const lattice = (more = '') => `[lattice]
schema = 1

[inputs.nixpkgs]
url = "path:./nixpkgs"

[node.seed]
template = "config"

[node.slow]
extends = ["seed"]
template = "package"
script = "while [ ! -e $GATE ]; do sleep 0.1; done; mkdir $out"
env = { GATE = "/GATE" }

[node.bad]
extends = ["seed"]
template = "package"
script = "exit 3"

[node.top]
extends = ["bad"]
template = "package"
script = "mkdir $out"
${more}`;

const command = join(workspaceRoot, 'packages/cli/bin/flake-lattice.js');
let project: LatticeProject;
let started: ChildProcess[] = [];

afterEach(async () => {
  for (const child of started) {
    child.kill('SIGINT');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
  started = [];
  await project.remove();
});

function start(...args: string[]): { readonly child: ChildProcess; readonly said: () => string } {
  const child = spawn(process.execPath, [command, ...args], {
    cwd: project.root,
    // A build waits for a file that a sandbox would hide.
    env: { ...environmentWith(newestNix), NIX_CONFIG: 'sandbox = false' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (said += text));
  return { child, said: () => said };
}

async function serve(...args: string[]): Promise<string> {
  const { child, said } = start('graph', '--serve', ...args);
  for (let waited = 0; waited < 300; waited++) {
    const address = /^http:\/\/localhost:\d+\/$/m.exec(said())?.[0];
    if (address) return address;
    if (child.exitCode !== null) break;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`it serves nothing:\n${said()}`);
}

const stateOf = (node: string, state: string) =>
  `latticePage.state.data.nodes.some(({ name, build }) => name === '${node}' && build?.state === '${state}')`;

describeWithBrowser('the page that is served', (open) => {
  test('shows a node that is added, and a fault, without a reload', async () => {
    project = await makeLatticeProject({ files: { 'lattice.toml': lattice() } });
    const address = await serve();
    const { page, requests, faults, keep } = await open(address);
    await page.evaluate('window.stays = true');
    await until(page, "document.getElementById('live').textContent === 'live'");
    await project.write(
      'lattice.toml',
      lattice('[node.new]\ndescription = "Just added"\nextends = ["slow"]\ntemplate = "shell"\n'),
    );
    await until(page, "latticePage.state.order.numberOf('new') !== undefined");
    expect(await page.locator('#rows th').allTextContents()).toContain('new');
    await project.write('lattice.toml', lattice('[node.new\n'));
    await until(page, "document.getElementById('live').className === 'bad'");
    await project.write('lattice.toml', lattice());
    await until(page, "latticePage.state.order.numberOf('new') === undefined");
    expect(await page.evaluate('window.stays')).toBe(true);
    expect(requests.every((each) => each.startsWith(address))).toBe(true);
    expect(faults).toEqual([]);
    await keep('page-live');
    await page.context().close();
  });

  test('shows a running build, and what came of it, without a reload', async () => {
    project = await makeLatticeProject({ files: { 'lattice.toml': lattice() }, nixpkgs: 'stand-in' });
    const gate = join(project.root, 'gate');
    await project.write('lattice.toml', lattice().replace('/GATE', gate));
    expect(await project.run('generate')).toMatchObject({ status: 0 });
    const { page, keep } = await open(await serve());
    await page.evaluate('window.stays = true');
    await page.getByRole('searchbox').fill('slow');
    await page.keyboard.press('Enter');
    const { child } = start('build');
    await until(page, stateOf('slow', 'queued'));
    await until(page, stateOf('slow', 'building'));
    expect(await page.locator('#panel .build').textContent()).toContain('building');
    await keep('page-live-building');
    await project.write('gate', '');
    await until(page, stateOf('slow', 'built'));
    await until(page, stateOf('bad', 'failed'));
    await until(page, stateOf('top', 'skipped'));
    if (child.exitCode === null) await once(child, 'exit');
    await until(page, "document.querySelector('#panel .build')?.textContent.includes('built')");
    expect(await page.locator('#panel .build code').textContent()).toMatch(/-slow$/);
    expect(await page.evaluate('window.stays')).toBe(true);
    await keep('page-live-built');
    await page.context().close();
    const told = await project.run('graph', '--json');
    const { nodes } = JSON.parse(told.out) as { nodes: { name: string; build?: { state: string } }[] };
    expect(Object.fromEntries(nodes.map(({ name, build }) => [name, build?.state]))).toMatchObject({
      bad: 'failed',
      slow: 'built',
      top: 'skipped',
    });
  });
});

test('only this machine is served, by its own name', async () => {
  project = await makeLatticeProject({ files: { 'lattice.toml': lattice() } });
  const address = await serve();
  const statusOf = (path: string, host?: string) =>
    new Promise<number | undefined>((done) => {
      get(new URL(path, address), host ? { headers: { host } } : {}, (answer) => {
        answer.resume();
        done(answer.statusCode);
      });
    });
  expect(await statusOf('/')).toBe(200);
  expect(await statusOf('/data.json')).toBe(200);
  expect(await statusOf('/etc/passwd')).toBe(404);
  expect(await statusOf('/', 'elsewhere.example')).toBe(403);
});

test('a port that is taken, a bad one and another format are refused', async () => {
  project = await makeLatticeProject({ files: { 'lattice.toml': lattice() } });
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const taken = `${(other.address() as AddressInfo).port}`;
  const refused = await project.run('graph', '--serve', '--port', taken);
  other.close();
  expect(refused).toMatchObject({ status: 2, err: expect.stringContaining('error[PORT_TAKEN]') });
  for (const args of [['--port', 'x'], ['--json'], ['--out', 'x.html'], ['--format', 'svg']])
    expect(await project.run('graph', '--serve', ...args)).toMatchObject({
      status: 2,
      err: expect.stringContaining('error[USAGE]'),
    });
});
