// `doctor` on a lattice as `init` and `generate` leave it, and on each way in which it can be broken.
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '@flake-lattice/programs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { captureIo } from '../../../../tools/testing/capture-io.js';
import { describeWithNix, environmentWith, newestNix, oldestNix } from '../../../../tools/testing/nixes.js';
import { snapshotTree } from '../../../../tools/testing/tree-snapshot.js';
import { run } from '../command.js';
import { checks } from './checks.js';

let healthy: string;
let top: string;

async function call(folder: string, args: readonly string[], env = {}) {
  const io = captureIo({ cwd: folder, env: { ...environmentWith(newestNix), ...env } });
  const status = await run(args, io);
  return { status, out: io.printed.out, err: io.printed.err };
}

async function git(...args: readonly string[]): Promise<void> {
  const result = await runProgram('git', args, { cwd: top, env: environmentWith(newestNix) });
  if (result.exitCode !== 0) throw new Error(result.stderr);
}

interface Diagnosis {
  readonly id: string;
  readonly outcome: string;
  readonly findings: readonly { readonly message: string; readonly mend: string; readonly code?: string }[];
}

async function diagnose(env = {}): Promise<{ status: number; checks: ReadonlyMap<string, Diagnosis> }> {
  const { status, out, err } = await call(top, ['doctor', '--json'], env);
  if (status === 70) throw new Error(err);
  const { checks: found } = JSON.parse(out) as { readonly checks: readonly Diagnosis[] };
  return { status, checks: new Map(found.map((each) => [each.id, each])) };
}

function edit(file: string, change: (text: string) => string): void {
  writeFileSync(join(top, file), change(readFileSync(join(top, file), 'utf8')));
}

beforeAll(async () => {
  healthy = realpathSync(mkdtempSync(join(tmpdir(), 'flake-lattice-doctor-')));
  for (const args of [['init', '--yes', '--host-tools'], ['generate']]) {
    const { status, err } = await call(healthy, args);
    if (status !== 0) throw new Error(err);
  }
});
beforeEach(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), 'flake-lattice-doctor-')));
  cpSync(healthy, top, { recursive: true, verbatimSymlinks: true });
});
afterEach(() => rmSync(top, { recursive: true, force: true }));
afterAll(() => rmSync(healthy, { recursive: true, force: true }));

describeWithNix('doctor', () => {
  test('finds nothing in what was just generated, and writes nothing', async () => {
    const before = await snapshotTree(top);
    const { status, out, err } = await call(top, ['doctor']);
    expect({ status, err }).toEqual({ status: 0, err: 'all is well\n' });
    const note = / {3}\(\d+\.\d+\S*, builds run (?:in|without) a sandbox\)$/m;
    expect(out).toMatch(note);
    expect(out.replace(note, '')).toBe(checks.map(({ title }) => `✔ ${title}\n`).join(''));
    expect(await call(top, ['doctor', '--quiet'])).toEqual({ status: 0, out: '', err: '' });
    expect(await snapshotTree(top)).toEqual(before);
  });

  test('from a folder below, and with the lattice named', async () => {
    expect((await call(join(top, 'generated/dev'), ['doctor'])).status).toBe(0);
    const { status, out } = await call('/', ['doctor', '--lattice', join(top, 'lattice.toml')]);
    expect({ status, out }).toMatchObject({ status: 0 });
  });

  const broken: readonly (readonly [string, RegExp, RegExp, () => void | Promise<void>])[] = [
    [
      'lattice',
      /circle|cycle|build upon each other/,
      /extends/,
      () => edit('lattice.toml', (text) => text.replace('extends = ["base"]', 'extends = ["dev"]')),
    ],
    ['lattice', /no such|there is no lattice/, /flake-lattice init/, () => rmSync(join(top, 'lattice.toml'))],
    ['lattice', /Dev/, /./, () => appendFileSync(join(top, 'lattice.toml'), '\n[node.Dev]\n')],
    [
      'pins',
      /`nixpkgs`.*can change/,
      /flake-lattice update nixpkgs/,
      () =>
        edit('lattice.toml', (text) =>
          text.replace('path:./nix/host-nixpkgs', 'github:NixOS/nixpkgs/master'),
        ),
    ],
    [
      'plan',
      /project\.name/,
      /./,
      () =>
        edit(
          'lattice.toml',
          (text) =>
            `${text}\n[node.rust.config.project]\nname = "a"\n[node.web.config.project]\nname = "b"\n`,
        ),
    ],
    ['git', /lies in no git repository/, /git init/, () => rmSync(join(top, '.git'), { recursive: true })],
    [
      'known-to-git',
      /`lattice\.toml` and|`lattice\.toml`/,
      /git add --intent-to-add --force -- lattice\.toml flake\.nix/,
      () => git('rm', '--quiet', '--cached', '-f', 'lattice.toml', 'flake.nix'),
    ],
    [
      'known-to-git',
      /`nix\/host-nixpkgs`/,
      /^git add --intent-to-add -- nix\/host-nixpkgs$/,
      () => git('rm', '--quiet', '--cached', '-r', '-f', 'nix'),
    ],
    [
      'known-to-git',
      /`nix\/my nixpkgs`/,
      /^git add --intent-to-add -- 'nix\/my nixpkgs'$/,
      () => {
        git('rm', '--quiet', '--cached', '-r', '-f', 'nix');
        renameSync(join(top, 'nix/host-nixpkgs'), join(top, 'nix/my nixpkgs'));
        edit('lattice.toml', (text) => text.replace('path:./nix/host-nixpkgs', 'path:./nix/my%20nixpkgs'));
      },
    ],
    [
      'self-sources',
      /takes `self` for a source/,
      /builtins\.path/,
      () =>
        edit('flake.nix', (text) =>
          text.replace('inherit (lattice)', 'x = "${self}/src"; inherit (lattice)'),
        ),
    ],
    [
      'ignored',
      /git ignores `generated`/,
      /git check-ignore/,
      () => writeFileSync(join(top, '.gitignore'), 'generated/\n'),
    ],
    [
      'links',
      /`generated\/dev\/result`/,
      /rm -- generated\/dev\/result/,
      () => symlinkSync('/nix/store', join(top, 'generated/dev/result')),
    ],
    [
      'generated',
      /dev\/flake\.nix \(edited\)/,
      /flake-lattice check --diff/,
      () => appendFileSync(join(top, 'generated/dev/flake.nix'), '# mine\n'),
    ],
    [
      'generated',
      /dev\/flake\.nix \(missing\)/,
      /flake-lattice generate/,
      () => rmSync(join(top, 'generated/dev/flake.nix')),
    ],
    [
      'generated',
      /symbolic link/,
      /remove the link/,
      () => {
        rmSync(join(top, 'generated/dev'), { recursive: true });
        symlinkSync('rust', join(top, 'generated/dev'));
      },
    ],
    [
      'untracked',
      /web\/flake\.nix/,
      /flake-lattice generate/,
      () => git('rm', '--quiet', '--cached', '-f', 'generated/web/flake.nix'),
    ],
    [
      'locks',
      /`generated\/flake\.lock` is missing/,
      /generate/,
      () => rmSync(join(top, 'generated/flake.lock')),
    ],
    ['locks', /`flake\.lock` is missing/, /generate/, () => rmSync(join(top, 'flake.lock'))],
    [
      'locks',
      /`flake\.lock` is stale/,
      /generate/,
      () => edit('flake.lock', (text) => text.replace('path:', '').replace('"./generated"', '"./elsewhere"')),
    ],
    [
      'locks',
      /`generated\/dev\/flake\.lock` was left behind by Nix, and holds no longer/,
      /rm -- generated\/dev\/flake\.lock\nor .*: flake-lattice lock dev/,
      () => writeFileSync(join(top, 'generated/dev/flake.lock'), '{}'),
    ],
    [
      'dead-runs',
      /died/,
      /flake-lattice generate/,
      () => void mkdirSync(join(top, 'generated/.lattice/run')),
    ],
    [
      'dead-runs',
      /`process 7 on far-away` works on this lattice, and this machine cannot tell/,
      /if it is gone: rm -- .*7,1,b,far-away,x/,
      () => {
        const [state] = readdirSync(join(top, '.git/flake-lattice'));
        const lock = join(top, '.git/flake-lattice', state as string, 'lock');
        renameSync(join(lock, 'free'), join(lock, '7,1,b,far-away,x'));
      },
    ],
  ];

  test.each(broken)('%s: %s', async (id, message, mend, damage) => {
    await damage();
    const before = await snapshotTree(top);
    const { status, checks: found } = await diagnose();
    expect(status).toBe(1);
    expect(found.get(id)?.outcome).toBe('found');
    expect(found.get(id)?.findings[0]?.message).toMatch(message);
    expect(found.get(id)?.findings[0]?.mend).toMatch(mend);
    expect(await snapshotTree(top)).toEqual(before);
  });

  test('a lock of a single node that Nix left behind, and that holds, is none of our business', async () => {
    const options = { cwd: top, env: environmentWith(newestNix) };
    const features = ['--extra-experimental-features', 'nix-command flakes'];
    const locked = await runProgram(
      newestNix.path,
      [...features, 'flake', 'lock', './generated/dev'],
      options,
    );
    expect(locked.exitCode).toBe(0);
    expect((await diagnose()).status).toBe(0);
  });

  test('what stands behind something else is not examined, and one mend is enough', async () => {
    rmSync(join(top, 'lattice.toml'));
    const { checks: found } = await diagnose();
    expect(found.get('lattice')?.findings[0]?.code).toBe('LATTICE_MISSING');
    const outcomes = [...found.values()].map(({ id, outcome }) => `${id}: ${outcome}`);
    expect(outcomes.filter((text) => text.endsWith('found'))).toEqual(['lattice: found']);
    const { out } = await call(top, ['doctor']);
    expect(out).toContain('- locks are up to date   (not examined: mend the rest first)\n');
  });

  test('an older Nix is told what it can do, and what not', async () => {
    const { status, checks: found } = await diagnose({ FLAKE_LATTICE_NIX: oldestNix.path });
    expect(status).toBe(1);
    expect(found.get('nix')?.findings).toEqual([
      {
        message: expect.stringMatching(/is Nix 2\.26.*through the hub or the root flake.*2\.30/),
        mend: expect.stringContaining('nix build ./generated#NODE'),
      },
    ]);
    expect([...found.values()].filter(({ outcome }) => outcome !== 'well').length).toBe(1);
  });

  test('a Nix that is too old for anything is refused', async () => {
    const old = join(top, 'old-nix');
    writeFileSync(old, "#!/bin/sh\necho 'nix (Nix) 2.18.9'\n", { mode: 0o755 });
    const { status, checks: found } = await diagnose({ FLAKE_LATTICE_NIX: old });
    expect(status).toBe(1);
    expect(found.get('nix')?.findings[0]).toMatchObject({
      code: 'NIX_TOO_OLD',
      message: expect.stringContaining('2.26 is the oldest that works'),
      mend: expect.stringContaining('install a newer Nix'),
    });
  });

  test('no Nix, no git', async () => {
    const { status, checks: found } = await diagnose({
      FLAKE_LATTICE_NIX: '/nonexistent',
      PATH: '/nonexistent',
    });
    expect(status).toBe(1);
    expect(found.get('nix')?.findings[0]).toMatchObject({ code: 'NIX_MISSING' });
    expect(found.get('git')?.findings[0]).toMatchObject({
      code: 'GIT_MISSING',
      mend: expect.stringContaining('install git'),
    });
  });
}, [newestNix]);
