// What goes wrong with builders, caches and keys is refused with its mend, and no secret is shown or left behind.
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type LatticeProject, makeLatticeProject } from '../testing/lattice-project.js';
import { newestNix } from '../testing/nixes.js';
import { plainStore } from '../testing/store-of-machine.js';

const lattice = '[lattice]\nschema = 1\n[inputs.nixpkgs]\nurl = "path:./nixpkgs"\n[node.seed]\n';
const publicKey = `team-1:${'A'.repeat(43)}=`;

let folder: string;
let project: LatticeProject;

const declare = (distribute: string) => project.write('lattice.toml', `${lattice}${distribute}`);

const team = (more = '', key = publicKey) =>
  `[distribute.caches.team]\nurl = "file://${folder}/cache"\nkeys = ["team"]\n[distribute.keys.team]\npublic = "${key}"\n${more}\n`;

async function expectRefusal(
  code: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
) {
  const { status, out, err } = await project.runWith(env, ...args);
  expect({ status, out, err }).toEqual({ status: 2, out: '', err });
  expect(err).toContain(`error[${code}]: `);
  expect(err).toMatch(/^ {2}hint: \S/m);
  return err;
}

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'distribute-')));
  project = await makeLatticeProject({
    files: { 'lattice.toml': lattice },
    nixpkgs: 'stand-in',
    nix: newestNix,
  });
  expect((await project.run('generate')).status).toBe(0);
});

afterAll(async () => {
  await project.remove();
  execFileSync('chmod', ['-R', 'u+w', folder]);
  await rm(folder, { recursive: true, force: true });
});

describe('key', () => {
  test('makes a secret that only its owner reads, prints the public key, and overwrites nothing', async () => {
    const file = join(folder, 'below/team.secret');
    const { status, out, err } = await project.run('key', 'team-1', '--out', file);
    expect([status, out, err]).toEqual([0, expect.stringMatching(/^team-1:[A-Za-z0-9+/]{43}=\n$/), '']);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, 'below'))).mode & 0o777).toBe(0o700);
    const secret = await readFile(file, 'utf8');
    await expectRefusal('KEY_EXISTS', ['key', 'team-1', '--out', file]);
    expect(await readFile(file, 'utf8')).toBe(secret);
    await expectRefusal('OUTPUT_NOT_WRITABLE', ['key', 'team-1', '--out', join(file, 'inner')]);
    await expectRefusal('USAGE', ['key', 'a b', '--out', join(folder, 'x')]);
  });

  test('in a repository that does not ignore it, says so', async () => {
    const { status, err } = await project.run('key', 'team-1', '--out', 'team.secret');
    expect([status, err]).toEqual([0, expect.stringMatching(/^note: .*keep it out of commits\n$/)]);
    await rm(join(project.root, 'team.secret'));
  });
});

describe('push', () => {
  const push = ['push', '--to', 'team', 'seed'];

  test('to a cache that is not declared, or to what is no address', async () => {
    await declare(team());
    expect(await expectRefusal('DISTRIBUTE_UNKNOWN', ['push', '--to', 'teem'])).toContain('it has team');
    for (const to of ['a b', '-x', 'relative/folder', 'file:///a b', 'file:///a\nb'])
      await expectRefusal('USAGE', ['push', `--to=${to}`]);
  });

  test('without the secret key: a file or a variable that is not there', async () => {
    await declare(team());
    expect(await expectRefusal('SECRET_KEY_MISSING', push)).toContain('nothing says where it is');
    await declare(team(`secret-file = "${folder}/absent"\nsecret-variable = "TEAM_KEY"`));
    expect(await expectRefusal('SECRET_KEY_MISSING', push)).toContain(`${folder}/absent`);
    await expectRefusal('SECRET_KEY_MISSING', [...push, '--key-variable', 'NO_SUCH']);
    expect(await readdir(folder)).not.toContain('cache');
  });

  test('with a secret that is none, or another one than is declared, which is not shown', async () => {
    const secret = `team-1:${randomBytes(64).toString('base64')}`;
    await declare(team('secret-variable = "TEAM_KEY"'));
    for (const value of [secret, 'team-1:nonsense'])
      expect(await expectRefusal('SECRET_KEY_INVALID', push, { TEAM_KEY: value })).not.toContain(
        value.slice(7, 20),
      );
  });

  test('by a key of a variable: signed, and no file with the secret stays', async () => {
    const made = await project.run('key', 'team-2', '--out', join(folder, 'team-2.secret'));
    const secret = await readFile(join(folder, 'team-2.secret'), 'utf8');
    await declare(team('secret-variable = "TEAM_KEY"', made.out.trim()));
    const before = new Set(await readdir(tmpdir()));
    const { status, out, err } = await project.runWith({ TEAM_KEY: secret }, ...push);
    expect([status, out]).toEqual([0, expect.stringMatching(/^seed {2}\/\S+-seed\n$/)]);
    expect(err).toMatch(/store paths? copied to file:/);
    const keys = (await readdir(tmpdir())).filter(
      (name) => name.startsWith('flake-lattice-key-') && !before.has(name),
    );
    expect(keys).toEqual([]);
    const hash = /\/([0-9a-z]{32})-seed\n$/.exec(out)?.[1];
    expect(await readFile(join(folder, 'cache', `${hash}.narinfo`), 'utf8')).toMatch(/^Sig: team-2:/m);
  });

  test('to a cache that does not take it', async () => {
    await writeFile(join(folder, 'a-file'), '');
    for (const to of [`file://${folder}/a-file/cache`, 'http://127.0.0.1:9'])
      expect(await expectRefusal('CACHE_NOT_WRITABLE', ['push', '--to', to, 'seed'])).toContain(
        'nix store info',
      );
  });
});

describe('build', () => {
  test('with builders that are not declared, or are none', async () => {
    await declare('[distribute.builders.fast]\nurl = "ssh-ng://fast"\n');
    expect(await expectRefusal('DISTRIBUTE_UNKNOWN', ['build', '--builders', 'fast,slow'])).toContain(
      'it has fast',
    );
    for (const value of [
      '--builders=-x',
      '--builders=ssh-ng://a\nssh-ng://b',
      '--jobs=-1',
      '--store=-x',
      '--store=a b',
    ])
      await expectRefusal('USAGE', ['build', value]);
    await declare('[distribute.builders.fast]\nurl = "ssh-ng://fast"\nssh-key-file = "~/key"\n');
    await expectRefusal('CONFIG_OUT_OF_RANGE', ['build', '--builders', 'fast'], { HOME: '/a home' });
  });

  test('goes on without a cache that does not answer', async () => {
    await declare('[distribute.caches.down]\nurl = "http://127.0.0.1:9"\n');
    const { env } = await plainStore(join(folder, 'empty'));
    const { status, err } = await project.runWith(env, 'build', 'seed');
    expect([status, err]).toEqual([0, expect.stringMatching(/^note: .*127\.0\.0\.1:9/m)]);
  });
});

test('a secret in lattice.toml is refused, and not repeated', async () => {
  const secret = randomBytes(64).toString('base64');
  await declare(`[distribute.keys.team]\nsecret-file = "team-1:${secret}"\n`);
  const err = await expectRefusal('SECRET_IN_LATTICE', ['list']);
  expect(err).toContain('lattice.toml:7');
  expect(err).not.toContain(secret.slice(0, 12));
});

test('doctor tells of a cache that cannot be written, one that does not answer, and a key that is wrong', async () => {
  const examine = async (env: Readonly<Record<string, string>> = {}) => {
    const { out } = await project.runWith(env, 'doctor', '--json');
    const found: readonly { id: string; findings: readonly { code?: string; message: string }[] }[] =
      JSON.parse(out).checks;
    return found.find(({ id }) => id === 'caches')?.findings ?? [];
  };
  await declare('[distribute.caches.down]\nurl = "http://127.0.0.1:9"\n');
  expect(await examine()).toMatchObject([
    { message: 'the cache `down` does not answer; builds go on without it' },
  ]);
  const made = await project.run('key', 'team-3', '--out', join(folder, 'team-3.secret'));
  const key = `[distribute.keys.team]\npublic = "${made.out.trim()}"\nsecret-file = "${folder}/team-3.secret"\n`;
  await declare(`[distribute.caches.team]\nurl = "file:///proc/cache"\nkeys = ["team"]\n${key}`);
  if (process.getuid?.() !== 0) expect(await examine()).toMatchObject([{ code: 'CACHE_NOT_WRITABLE' }]);
  await declare(`[distribute.caches.team]\nurl = "file://${folder}/a-file/cache"\nkeys = ["team"]\n${key}`);
  expect(await examine()).toMatchObject([{ code: 'CACHE_NOT_WRITABLE' }]);
  await declare(team(`secret-file = "${folder}/team-3.secret"`));
  expect(await examine()).toMatchObject([{ code: 'SECRET_KEY_INVALID' }]);
});
