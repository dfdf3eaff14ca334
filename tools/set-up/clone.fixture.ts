// A copy of this repository in a temporary folder, and a user without rights, home and more than a bare PATH to run in it.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const nobody = 65534;

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly milliseconds: number;
}

export interface Clone {
  root: string;
  /** Absolute path of an empty folder. */
  readonly home: string;
  /** Runs a program in the clone, as the unprivileged user. */
  readonly run: (command: readonly string[], env?: Readonly<Record<string, string>>) => Promise<Ended>;
  /** The same for set-up. */
  readonly setUp: (args?: readonly string[], env?: Readonly<Record<string, string>>) => Promise<Ended>;
  /** Starts set-up, and kills it without warning after a while. */
  readonly setUpKilled: (milliseconds: number) => Promise<void>;
  /** Gives the user what a test has put into the clone. */
  readonly own: () => void;
  readonly remove: () => void;
}

/** With the working files as they are, and the dependencies that are installed, but nothing else that git ignores. */
export function makeClone(): Clone {
  const above = mkdtempSync(join(tmpdir(), 'set-up-'));
  const root = join(above, 'clone');
  const home = join(above, 'home');
  mkdirSync(home);
  must('git', ['init', '-q', root]);
  const listed = must('git', ['-C', repository, 'ls-files', '-co', '--exclude-standard', '-z']);
  for (const name of listed.split('\0').filter((file) => file !== '' && existsSync(join(repository, file)))) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    cpSync(join(repository, name), join(root, name), { verbatimSymlinks: true });
  }
  for (const name of [
    '.',
    ...readdirSync(join(repository, 'packages')).map((entry) => `packages/${entry}`),
  ]) {
    const modules = join(repository, name, 'node_modules');
    if (existsSync(modules)) must('cp', ['-a', modules, join(root, name)]);
  }
  must('git', ['-C', root, 'add', '--all']);
  must('chmod', ['755', above]);

  const clone: Clone = {
    root,
    home,
    run: (command, env = {}) => finish(start(clone, command, env)),
    setUp: (args = [], env = {}) =>
      clone.run([process.execPath, 'tools/bootstrap.mjs', 'tools/set-up/set-up.ts', ...args], env),
    setUpKilled: async (milliseconds) => {
      const child = start(clone, [process.execPath, 'tools/bootstrap.mjs', 'tools/set-up/set-up.ts'], {});
      setTimeout(() => child.kill('SIGKILL'), milliseconds);
      await finish(child);
    },
    own: () => {
      if (process.getuid?.() === 0) must('chown', ['-R', `${nobody}:${nobody}`, above]);
    },
    remove: () => {
      spawnSync('chmod', ['-R', 'u+w', above]);
      rmSync(above, { recursive: true, force: true });
    },
  };
  clone.own();
  return clone;
}

/** setpriv and env replace themselves by what they start, so the child's number is the program's own. */
function start({ root, home }: Clone, command: readonly string[], env: Readonly<Record<string, string>>) {
  const variables = { HOME: home, PATH: '/usr/bin:/bin', ...env };
  const asNobody =
    process.getuid?.() === 0 ? ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'] : [];
  const [program = '', ...args] = [...asNobody, ...command];
  return spawn(program, args, { cwd: root, env: variables, stdio: ['ignore', 'pipe', 'pipe'] });
}

async function finish(child: ReturnType<typeof start>): Promise<Ended> {
  const started = performance.now();
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  return { status, stdout, stderr, milliseconds: performance.now() - started };
}

function must(program: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, { maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`);
  return stdout.toString();
}

export function readIn({ root }: Clone, name: string): string {
  return readFileSync(join(root, name), 'utf8');
}
