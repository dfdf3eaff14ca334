// For tests: another machine, as far as Nix can tell: an sshd on a port of its own, and a store of its own behind it.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type TestedNix, workspaceRoot } from './nixes.js';
import type { StoreOfMachine } from './store-of-machine.js';

export interface SshHost {
  readonly name: string;
  /** As `[distribute.builders]` takes it. */
  readonly url: string;
  readonly store: StoreOfMachine;
  /** For the configuration of ssh. */
  readonly sshConfig: string;
  /** How many builds it is asked for now. */
  readonly sessions: () => number;
  /** Ends it at once, with all that it runs, as a machine without power does. */
  readonly cut: () => void;
}

export interface SshHostOptions {
  readonly name: string;
  /** Absolute path of a folder that is there. */
  readonly folder: string;
  readonly store: StoreOfMachine;
  readonly nix: TestedNix;
}

const own = join(workspaceRoot, '.toolchain/ssh/bin');

/** The folders to look for ssh and sshd in, as a PATH. */
export const sshPath = `${own}:/usr/bin:/usr/sbin:/usr/local/sbin`;

/** Why no such machine can be started here; nothing where it can. */
export function reasonAgainstHosts(): string | undefined {
  if (programOf('sshd') === undefined) return 'there is no sshd: npm run set-up -- --for-tests';
  try {
    execFileSync('unshare', ['--user', '--map-root-user', '--mount', 'true'], { stdio: 'ignore' });
    return undefined;
  } catch {
    return 'this machine allows no namespaces to its users, which a store of its own needs';
  }
}

export async function startSshHost({ name, folder, store, nix }: SshHostOptions): Promise<SshHost> {
  const at = (file: string) => join(folder, file);
  const isRoot = process.getuid?.() === 0;
  const user = isRoot ? 'builder' : userInfo().username;
  const port = await freePort();
  for (const key of ['host', 'id'])
    execFileSync(programOf('ssh-keygen') ?? 'ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', at(key)]);
  await writeFile(at('authorized'), readFileSync(at('id.pub')));
  await writeFile(at('passwd'), `root:x:0:0::${folder}:/bin/sh\nbuilder:x:1000:1000::${folder}:/bin/sh\n`);
  await writeFile(at('sshd_config'), serverConfig({ port, at }));
  await writeProgram(at('nix-daemon'), daemonText(store, nix));
  const server = [programOf('sshd') ?? 'sshd', '-D', '-e', '-f', at('sshd_config')];
  // As root, sshd wants a user and a folder of its own for its privileges; as anyone else it has none to drop.
  const asUser = ['unshare', '--user', '--map-user=1000', '--map-group=1000', ...server];
  await writeProgram(
    at('start'),
    `#!/bin/sh\nmount --bind ${at('passwd')} /etc/passwd\nexec ${asUser.join(' ')}\n`,
  );
  const [program = '', ...args] = isRoot
    ? ['unshare', '--user', '--map-root-user', '--mount', at('start')]
    : server;
  const child = spawn(program, args, { stdio: 'ignore', env: { PATH: sshPath } });
  await untilItListens(port, child);
  return {
    name,
    url: `ssh-ng://${name}?remote-program=${at('nix-daemon')}`,
    store,
    sshConfig: `Host ${name}\n  HostName 127.0.0.1\n  Port ${port}\n  User ${user}\n  IdentityFile ${at('id')}\n  IdentitiesOnly yes\n  UserKnownHostsFile ${at('known')}\n  StrictHostKeyChecking accept-new\n`,
    sessions: () => descendantsOf(child.pid).filter(runsDaemon).length,
    cut: () => {
      for (const pid of [child.pid, ...descendantsOf(child.pid)]) if (pid !== undefined) kill(pid);
    },
  };
}

function serverConfig({ port, at }: { port: number; at: (file: string) => string }): string {
  const lines = [
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    `HostKey ${at('host')}`,
    `AuthorizedKeysFile ${at('authorized')}`,
    `PidFile ${at('pid')}`,
    'UsePAM no',
    'StrictModes no',
    'PasswordAuthentication no',
    'MaxStartups 100',
    'MaxSessions 100',
  ];
  return `${lines.join('\n')}\n`;
}

/** What ssh starts there: a daemon of Nix over the store of that machine. */
function daemonText(store: StoreOfMachine, nix: TestedNix): string {
  const lines = Object.entries(store.env).map(([name, value]) => `export ${name}='${value}'`);
  return `#!/bin/sh\n${lines.join('\n')}\nexport NIX_CONFIG='trusted-users = *'\nexec '${nix.path.replace(/nix$/, 'nix-daemon')}' --stdio\n`;
}

async function writeProgram(file: string, text: string): Promise<void> {
  await writeFile(file, text);
  await chmod(file, 0o755);
}

function programOf(name: string): string | undefined {
  return sshPath
    .split(':')
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file));
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

async function untilItListens(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const listens = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy();
        resolve(true);
      });
      socket.on('error', () => resolve(false));
    });
    if (listens) return;
    if (child.exitCode !== null) break;
    await wait(100);
  }
  throw new Error(`sshd did not start: it ended with ${child.exitCode}`);
}

function descendantsOf(pid: number | undefined): readonly number[] {
  if (pid === undefined) return [];
  const parents = new Map<number, number[]>();
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    const parent = Number(/\) \S (\d+) /.exec(readIfThere(`/proc/${name}/stat`))?.[1]);
    parents.set(parent, [...(parents.get(parent) ?? []), Number(name)]);
  }
  const found = [pid];
  for (const each of found) found.push(...(parents.get(each) ?? []));
  return found.slice(1);
}

function runsDaemon(pid: number): boolean {
  return readIfThere(`/proc/${pid}/cmdline`).includes('nix-daemon\0--stdio');
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}

export async function makeFolder(...parts: readonly string[]): Promise<string> {
  const folder = join(...parts);
  await mkdir(folder, { recursive: true });
  return folder;
}
