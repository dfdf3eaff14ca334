import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import {
  compilerWrapper,
  nixConfiguration,
  passingWrapper,
  privateStoreWrapper,
  shellQuote,
  wrapperMark,
} from './wrapper-text.js';

const folder = mkdtempSync(join(tmpdir(), "it's a $(folder) "));
const shown = join(folder, 'show');
writeFileSync(shown, '#!/bin/sh\nprintf "[%s]" "$@"; printf "\\n"; env -0\n');
chmodSync(shown, 0o755);

/** Runs a wrapper of a program that shows its arguments and its environment. */
function show(text: string, args: readonly string[], env: Readonly<Record<string, string>>) {
  const file = join(folder, 'wrapper');
  writeFileSync(file, text);
  chmodSync(file, 0o755);
  const { stdout, stderr, status } = spawnSync(file, args, { env: { PATH: '/usr/bin:/bin', ...env } });
  const [first = '', ...rest] = stdout.toString().split('\n');
  const variables = rest.join('\n').split('\0').filter(Boolean);
  return {
    status,
    stderr: stderr.toString(),
    args: first,
    env: Object.fromEntries(variables.map((pair) => [pair.split('=', 1)[0], pair.replace(/^[^=]*=/, '')])),
  };
}

const at = (name: string) => join(folder, name);
const wrapper = privateStoreWrapper({
  program: shown,
  paths: { store: at('store'), state: at('var'), log: at('log') },
  configuration: at('etc'),
  home: at('home'),
  sandboxPaths: ['/bin', '/a path', '/usr'],
});

describe('privateStoreWrapper', () => {
  test('passes arguments on as they are', () => {
    expect(show(wrapper, ['a b', '', "it's", '$HOME', '--', '\\'], {}).args).toBe(
      "[a b][][it's][$HOME][--][\\]",
    );
  });

  test('sets the store, and no home outside', () => {
    const { env } = show(wrapper, [], { NIX_REMOTE: 'daemon' });
    expect(env).toMatchObject({
      NIX_STORE_DIR: at('store'),
      NIX_STATE_DIR: at('var'),
      NIX_LOG_DIR: at('log'),
      NIX_CONF_DIR: at('etc'),
      NIX_CACHE_HOME: at('home/cache'),
      HOME: at('home'),
    });
    expect(env.NIX_REMOTE).toBeUndefined();
    expect(env.NIX_CONFIG).toContain('extra-sandbox-paths = /bin? /usr?\n');
  });

  test('a store that the caller names whole is used, half a one is not', () => {
    const whole = { NIX_STORE_DIR: '/s/store', NIX_STATE_DIR: '/s/var', NIX_REMOTE: 'local?root=/s' };
    expect(show(wrapper, [], whole).env).toMatchObject({ ...whole, NIX_LOG_DIR: '/s/var/log' });
    expect(show(wrapper, [], { NIX_STORE_DIR: '/s/store' }).env.NIX_STORE_DIR).toBe(at('store'));
  });

  test("keeps the user's home and settings, which come after its own", () => {
    mkdirSync(at('own home'), { recursive: true });
    const { env } = show(wrapper, [], { HOME: at('own home'), NIX_CONFIG: 'sandbox = true\ncores = 1' });
    expect(env.HOME).toBe(at('own home'));
    expect(env.NIX_CONFIG?.split('\n').slice(1)).toEqual([
      'extra-sandbox-paths = /bin? /usr?',
      'sandbox = true',
      'cores = 1',
      'extra-experimental-features = nix-command flakes',
    ]);
  });

  test('within itself adds nothing', () => {
    const once = show(wrapper, [], {}).env;
    expect(show(wrapper, [], { NIX_CONFIG: once.NIX_CONFIG ?? '' }).env.NIX_CONFIG).toBe(once.NIX_CONFIG);
  });

  test('a program that is gone is told with the mend', () => {
    const { status, stderr } = show(wrapper.replaceAll('show', 'gone'), [], {});
    expect(status).toBe(127);
    expect(stderr).toMatch(/^error: .*gone is not there\n {2}hint: npm run set-up\n$/);
  });

  test('is known as a wrapper by its first lines', () =>
    expect(wrapper.slice(0, 200)).toContain(wrapperMark));
});

test('whether there is a sandbox is said by the weakest settings alone', () => {
  const sandbox = { isOn: true, paths: ['/bin', '/usr'] };
  expect(nixConfiguration(undefined, sandbox)).toContain('\nsandbox = true\nsandbox-fallback = false\n');
  expect(nixConfiguration(undefined, { ...sandbox, isOn: false })).toContain('\nsandbox = false\n');
  expect(nixConfiguration(undefined)).not.toContain('sandbox');
  expect(wrapper).not.toMatch(/^sandbox = /m);
});

test('passingWrapper switches flakes on and touches nothing else', () => {
  const { env } = show(passingWrapper(shown), [], { NIX_CONFIG: 'cores = 1', NIX_REMOTE: 'daemon' });
  expect(env.NIX_CONFIG).toBe('cores = 1\nextra-experimental-features = nix-command flakes');
  expect(env).toMatchObject({ NIX_REMOTE: 'daemon' });
  expect(show(passingWrapper(shown), [], {}).env.NIX_CONFIG).toBe(
    'extra-experimental-features = nix-command flakes',
  );
});

test('compilerWrapper sets what is not set, and comes last on PATH', () => {
  const text = compilerWrapper({
    program: shown,
    bin: at('bin'),
    defaults: { RUSTC: '/r' },
    args: ['--a b'],
  });
  expect(show(text, ['c'], {})).toMatchObject({
    args: '[--a b][c]',
    env: { RUSTC: '/r', PATH: `/usr/bin:/bin:${at('bin')}` },
  });
  expect(show(text, [], { RUSTC: '/own' }).env.RUSTC).toBe('/own');
});

test('shellQuote is undone by the shell', () => {
  for (const text of ["it's", '$(x) `y` "z"', '', 'a\nb', '\\', "''"]) {
    const printed = spawnSync('/bin/sh', ['-c', `printf %s ${shellQuote(text)}`]).stdout.toString();
    expect(printed).toBe(text);
  }
});
