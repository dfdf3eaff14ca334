// For tests: a program on a pseudo terminal, by `script` of util-linux, with keys that are pressed and what it prints.
import { type ChildProcess, spawn } from 'node:child_process';
import { commandLine } from '@flake-lattice/errors';

export interface Terminal {
  /** All that was printed so far, with its control sequences. */
  readonly printed: () => string;
  readonly press: (keys: string) => void;
  /** Resolves when what was printed since the last wait holds the text. */
  readonly waitFor: (text: string | RegExp) => Promise<void>;
  readonly ended: Promise<{ readonly status: number | null; readonly printed: string }>;
  /** Ends the program, where it still runs. */
  readonly close: () => void;
}

export interface TerminalOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly columns?: number;
}

/** The width is set before the program starts: `script` gives a terminal none where it runs in none itself. */
export function openTerminal(
  command: readonly string[],
  { cwd, env, columns = 100 }: TerminalOptions,
): Terminal {
  const line = `stty rows 30 cols ${columns}; exec ${commandLine(command)}`;
  const child: ChildProcess = spawn('script', ['-qefc', line, '/dev/null'], {
    cwd,
    env: { TERM: 'xterm', SHELL: '/bin/bash', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let printed = '';
  let seen = 0;
  const watchers = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      for (const watcher of watchers) watcher();
    });
  child.stdin?.on('error', () => {});
  const find = (wanted: string | RegExp) => {
    const rest = printed.slice(seen);
    const index = typeof wanted === 'string' ? rest.indexOf(wanted) : rest.search(wanted);
    if (index < 0) return false;
    seen += index + 1;
    return true;
  };
  return {
    printed: () => printed,
    press: (keys) => void child.stdin?.write(keys),
    waitFor: (wanted) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          watchers.delete(watcher);
          reject(new Error(`no ${wanted} in 30 s after ${JSON.stringify(printed)}`));
        }, 30_000);
        const watcher = () => {
          if (!find(wanted)) return;
          clearTimeout(timer);
          watchers.delete(watcher);
          resolve();
        };
        watchers.add(watcher);
        watcher();
      }),
    ended: new Promise((resolve) => child.on('close', (status) => resolve({ status, printed }))),
    close: () => {
      child.stdin?.end();
      child.kill('SIGHUP');
    },
  };
}

const control = String.fromCharCode(27);
const parts = new RegExp(`${control}\\[[?\\d;]*[A-Za-z]|\\r|\\n|[^${control}\\r\\n]+|${control}.`, 'g');
const sequence = new RegExp(`^${control}\\[([?\\d;]*)([A-Za-z])$`);

/** What stands on a line in the end, after all that went back over it. */
export function screenOf(printed: string): readonly string[] {
  const lines: string[] = [''];
  let [row, column] = [0, 0];
  for (const [part] of printed.matchAll(parts)) {
    const [, count = '', kind] = sequence.exec(part) ?? [];
    const number = Number(count || 1);
    if (part === '\r') column = 0;
    else if (part === '\n') row += 1;
    else if (kind === 'A') row = Math.max(0, row - number);
    else if (kind === 'B') row += number;
    else if (kind === 'C') column += number;
    else if (kind === 'D') column = Math.max(0, column - number);
    else if (kind === 'G') column = number - 1;
    else if (kind === 'K') {
      const line = lines[row] ?? '';
      lines[row] =
        count === '2' ? '' : count === '1' ? ' '.repeat(column) + line.slice(column) : line.slice(0, column);
    } else if (kind === 'J' && !['1', '2'].includes(count)) {
      lines.splice(row + 1);
      lines[row] = (lines[row] ?? '').slice(0, column);
    } else if (!part.startsWith(control)) {
      const line = (lines[row] ?? '').padEnd(column);
      lines[row] = line.slice(0, column) + part + line.slice(column + part.length);
      column += part.length;
    }
    for (let index = 0; index <= row; index++) lines[index] ??= '';
  }
  return lines.map((line) => line.trimEnd());
}
