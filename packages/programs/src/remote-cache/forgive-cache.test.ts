// Real Nx in a small workspace, with a real server of its protocol: up, down, and down in the middle.
import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { workspaceRoot } from '../../../../tools/testing/nixes.js';
import { type RemoteCacheServer, startRemoteCache } from '../../../../tools/testing/remote-cache-server.js';
import { runProgram } from '../run-program.js';
import { forgiveCache } from './forgive-cache.js';

const patience = 120_000;
let folder: string;
let server: RemoteCacheServer;

/** A server that was there and is gone: nothing listens on its port. */
let gone: string;

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'remote-cache-')));
  server = await startRemoteCache();
  const leaving = await startRemoteCache();
  gone = leaving.address;
  await leaving.stop();
  await symlink(join(workspaceRoot, 'node_modules'), join(folder, 'node_modules'));
  await mkdir(join(folder, 'one'));
  const files: Readonly<Record<string, unknown>> = {
    'package.json': { name: 'small', private: true, version: '0.0.0' },
    'nx.json': { plugins: ['./plugin.cjs'], analytics: false },
    'one/project.json': {
      name: 'one',
      targets: {
        make: {
          cache: true,
          inputs: ['{projectRoot}/source.txt'],
          outputs: ['{projectRoot}/made.txt'],
          command: 'cat source.txt > made.txt; echo made anew',
          options: { cwd: 'one' },
        },
      },
    },
  };
  for (const [name, value] of Object.entries(files))
    await writeFile(join(folder, name), JSON.stringify(value));
  const module = join(import.meta.dirname, 'cache-hooks.ts');
  await writeFile(
    join(folder, 'plugin.cjs'),
    `const hooks = import(${JSON.stringify(module)}).then(({ remoteCacheHooks }) => remoteCacheHooks());
exports.preTasksExecution = async (...args) => (await hooks).preTasksExecution(...args);
exports.postTasksExecution = async (...args) => (await hooks).postTasksExecution(...args);
`,
  );
});

afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Each run is of another checkout, as far as the local cache can tell. */
async function run(source: string, address: string, { plugin = true } = {}) {
  await writeFile(join(folder, 'one/source.txt'), source);
  await rm(join(folder, 'one/made.txt'), { force: true });
  await rm(join(folder, '.nx'), { recursive: true, force: true });
  const configuration = join(folder, 'nx.json');
  const kept = await readFile(configuration, 'utf8');
  if (!plugin) await writeFile(configuration, JSON.stringify({ analytics: false }));
  const { exitCode, stdout, stderr } = await runProgram(
    process.execPath,
    [join(workspaceRoot, 'node_modules/nx/dist/bin/nx.js'), 'run', 'one:make'],
    {
      cwd: folder,
      timeout: patience,
      env: {
        PATH: `${dirname(process.execPath)}:/usr/bin:/bin`,
        HOME: folder,
        NODE_OPTIONS: `--import ${join(workspaceRoot, 'tools/run-typescript/register.mjs')} --no-warnings`,
        NX_DAEMON: 'false',
        NX_TUI: 'false',
        NX_SELF_HOSTED_REMOTE_CACHE_SERVER: address,
        NX_SELF_HOSTED_REMOTE_CACHE_ACCESS_TOKEN: server.token,
      },
    },
  );
  await writeFile(configuration, kept);
  const made = await readFile(join(folder, 'one/made.txt'), 'utf8').catch(() => undefined);
  return { exitCode, printed: stdout + stderr, made };
}

test(
  'a cache that is up is used',
  async () => {
    const first = await run('up', server.address);
    expect([first.exitCode, first.made, first.printed]).toEqual([
      0,
      'up',
      expect.stringContaining('made anew'),
    ]);
    expect(server.asked).toContain('PUT 202');
    const second = await run('up', server.address);
    expect([second.exitCode, second.made, second.printed]).toEqual([
      0,
      'up',
      expect.stringContaining('remote cache'),
    ]);
    expect(server.asked).toContain('GET 200');
  },
  patience,
);

test(
  'Nx by itself fails where the cache is down, and goes on with a warning with the hook',
  async () => {
    const alone = await run('down alone', gone, { plugin: false });
    expect([alone.exitCode === 0, alone.made]).toEqual([false, undefined]);
    const forgiven = await run('down', gone);
    expect([forgiven.exitCode, forgiven.made]).toEqual([0, 'down']);
    expect(forgiven.printed).toMatch(
      /warning: the remote cache http:\/\/127\.0\.0\.1:\d+ does not answer \(ECONNREFUSED\)/,
    );
  },
  patience,
);

test('a cache that breaks down in the middle stops nothing, and is told of once', async () => {
  const said: string[] = [];
  const env = { NX_SELF_HOSTED_REMOTE_CACHE_SERVER: server.address };
  const { variables, stop } = await forgiveCache({ env, warn: (text) => said.push(text) });
  const ask = async (method: string) => {
    const url = `${variables.NX_SELF_HOSTED_REMOTE_CACHE_SERVER}/v1/cache/some`;
    const authorization = `Bearer ${server.token}`;
    return (
      await fetch(url, { method, headers: { authorization }, ...(method === 'PUT' ? { body: 'x' } : {}) })
    ).status;
  };
  expect(await ask('PUT')).toBe(202);
  expect(await ask('GET')).toBe(200);
  server.breakDown();
  expect([await ask('GET'), await ask('PUT')]).toEqual([404, 202]);
  expect(said).toEqual([expect.stringMatching(/does not answer \(it answers with status 500\)/)]);
  await stop();
});

test('one who asks and goes away in the middle ends nothing, and the cache is used on', async () => {
  const whole = await startRemoteCache();
  const said: string[] = [];
  const env = { NX_SELF_HOSTED_REMOTE_CACHE_SERVER: whole.address };
  const { variables, stop } = await forgiveCache({ env, warn: (text) => said.push(text) });
  const address = new URL(variables.NX_SELF_HOSTED_REMOTE_CACHE_SERVER as string);
  const leaving = connect(Number(address.port), address.hostname);
  leaving.write('PUT /v1/cache/half HTTP/1.1\r\nHost: relay\r\nContent-Length: 100\r\n\r\nhalf');
  await setTimeout(100);
  leaving.destroy();
  await setTimeout(100);
  const authorization = `Bearer ${whole.token}`;
  const { status } = await fetch(`${address.origin}/v1/cache/whole`, {
    method: 'PUT',
    headers: { authorization },
    body: 'x',
  });
  expect([status, whole.asked.at(-1), said]).toEqual([202, 'PUT 202', []]);
  await stop();
  await whole.stop();
});

test('a cache that hangs is given up after a second', async () => {
  const silent = createServer(() => {});
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const address = silent.address();
  const server = `http://me:word@127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  const said: string[] = [];
  const env = { NX_SELF_HOSTED_REMOTE_CACHE_SERVER: server.replace('me:word@', '') };
  const { variables } = await forgiveCache({ env, warn: (text) => said.push(text), patience: 300 });
  expect(variables).toEqual({ NX_SELF_HOSTED_REMOTE_CACHE_SERVER: '' });
  expect(said).toEqual([expect.stringMatching(/\(nothing within 0\.3 s\)/)]);
  silent.close();
});

test('where no cache is named, nothing is changed', async () => {
  const { variables } = await forgiveCache({ env: {}, warn: () => expect('a warning').toBe('none') });
  expect(variables).toEqual({});
});
