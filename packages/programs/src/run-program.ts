// Runs one program to its end: takes its path and arguments, gives what it printed and how it ended.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

export interface ProgramResult {
  readonly stdout: string;
  readonly stderr: string;
  /** 127 where the program could not be started, 128 + n where signal n ended it. */
  readonly exitCode: number;
}

export interface ProgramOptions {
  readonly cwd: string;
  /** The whole environment; nothing is inherited beside it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly input?: string | Uint8Array;
  /** Milliseconds after which the program is ended. */
  readonly timeout?: number;
  /** Called with each full line of standard output, as it comes. */
  readonly onOutputLine?: (line: string) => void;
  /** Called with each full line of standard error, as it comes. */
  readonly onErrorLine?: (line: string) => void;
}

/** Never throws for a program that fails or is absent: the caller knows what that means and says so. */
export async function runProgram(
  program: string,
  args: readonly string[],
  options: ProgramOptions,
): Promise<ProgramResult> {
  const { timeout, onOutputLine, onErrorLine } = options;
  const isWatched = timeout !== undefined || onOutputLine !== undefined || onErrorLine !== undefined;
  return isWatched ? watchProgram(program, args, options) : collectOutput(program, args, options);
}

/** Most programs print little and end at once: what a library adds takes longer than they do. */
function collectOutput(
  program: string,
  args: readonly string[],
  { cwd, env, input }: ProgramOptions,
): Promise<ProgramResult> {
  return new Promise((resolve) => {
    const printed: { readonly stdout: Buffer[]; readonly stderr: Buffer[] } = { stdout: [], stderr: [] };
    const end = (exitCode: number | undefined, signal?: NodeJS.Signals) => {
      const [stdout, stderr] = [printed.stdout, printed.stderr].map((parts) =>
        Buffer.concat(parts).toString(),
      );
      resolve({ stdout: stdout ?? '', stderr: stderr ?? '', exitCode: exitCodeOf({ exitCode, signal }) });
    };
    try {
      const stdin = input === undefined ? 'ignore' : 'pipe';
      const child = spawn(program, args, { cwd, env, stdio: [stdin, 'pipe', 'pipe'] });
      child.stdout?.on('data', (part: Buffer) => printed.stdout.push(part));
      child.stderr?.on('data', (part: Buffer) => printed.stderr.push(part));
      child.on('error', () => end(undefined));
      child.on('close', (code, signal) => end(code ?? undefined, signal ?? undefined));
      // A program may end without reading all of it.
      child.stdin?.on('error', () => {});
      child.stdin?.end(input);
    } catch {
      end(undefined);
    }
  });
}

/** The program ends with this process. */
async function watchProgram(
  program: string,
  args: readonly string[],
  { cwd, env, input, timeout, onOutputLine, onErrorLine }: ProgramOptions,
): Promise<ProgramResult> {
  const { execa } = await import('execa');
  const child = execa(program, args, {
    cwd,
    env: env as Record<string, string>,
    extendEnv: false,
    ...(input === undefined ? { stdin: 'ignore' as const } : { input }),
    ...(timeout === undefined ? {} : { timeout }),
    reject: false,
    stripFinalNewline: false,
    maxBuffer: 1 << 30,
  });
  const follow = async (from: 'stdout' | 'stderr', onLine: ((line: string) => void) | undefined) => {
    if (onLine) for await (const line of child.iterable({ from })) onLine(line);
  };
  const [result] = await Promise.all([child, follow('stdout', onOutputLine), follow('stderr', onErrorLine)]);
  return { stdout: result.stdout ?? '', stderr: result.stderr ?? '', exitCode: exitCodeOf(result) };
}

function exitCodeOf(result: { exitCode?: number | undefined; signal?: NodeJS.Signals | undefined }): number {
  if (result.exitCode !== undefined) return result.exitCode;
  return result.signal === undefined ? 127 : 128 + constants.signals[result.signal];
}
