// Reads the facts of this machine: takes the environment, gives its system, cores and tools.
import { realpath } from 'node:fs/promises';
import { arch, availableParallelism, platform } from 'node:os';
import { findOnPath } from './find-program.js';
import { runProgram } from './run-program.js';

export interface Tool {
  /** Absolute path, links resolved. */
  readonly path: string;
  /** The first line that the tool prints of its version. */
  readonly version: string;
}

export interface HostFacts {
  /** Nix's name of the machine's kind, such as `x86_64-linux`. */
  readonly system: string;
  /** rustc's name of it, such as `x86_64-unknown-linux-gnu`; absent where there is no rustc. */
  readonly triple?: string;
  readonly cores: number;
  /** By name; a tool that is not on `PATH`, or does not run, is absent. */
  readonly tools: Readonly<Record<string, Tool>>;
}

export interface HostFactsOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const toolNames = ['cargo', 'cc', 'git', 'jq', 'node', 'rustc'] as const;

const architectures: Readonly<Record<string, string>> = { arm64: 'aarch64', ia32: 'i686', x64: 'x86_64' };

export async function readHostFacts({ cwd, env }: HostFactsOptions): Promise<HostFacts> {
  const found = await Promise.all(
    toolNames.map(async (name) => [name, await readTool(name, cwd, env)] as const),
  );
  const tools = Object.fromEntries(found.flatMap(([name, tool]) => (tool ? [[name, tool]] : [])));
  const triple = tools.rustc && (await readTriple(tools.rustc.path, cwd, env));
  return {
    system: `${architectures[arch()] ?? arch()}-${platform()}`,
    cores: availableParallelism(),
    tools,
    ...(triple ? { triple } : {}),
  };
}

/**
 * A tool chooser such as rustup's answers by the folder it is called in and the name it is called by, so the path of
 * a rustc is the one in its own sysroot.
 */
async function readTool(name: string, cwd: string, env: HostFactsOptions['env']): Promise<Tool | undefined> {
  const onPath = await findOnPath(name, env.PATH);
  if (!onPath) return undefined;
  const printed = await runProgram(onPath, ['--version'], { cwd, env });
  const version = printed.stdout.split('\n')[0]?.trim();
  if (printed.exitCode !== 0 || !version) return undefined;
  return { path: await resolveTool(name, onPath, cwd, env), version };
}

async function resolveTool(
  name: string,
  onPath: string,
  cwd: string,
  env: HostFactsOptions['env'],
): Promise<string> {
  if (name === 'rustc' || name === 'cargo') {
    const rustc = await findOnPath('rustc', env.PATH);
    const sysroot = rustc ? await runProgram(rustc, ['--print', 'sysroot'], { cwd, env }) : undefined;
    const inSysroot =
      sysroot?.exitCode === 0 ? await findOnPath(name, `${sysroot.stdout.trim()}/bin`) : undefined;
    if (inSysroot) return realpath(inSysroot);
  }
  return realpath(onPath);
}

async function readTriple(
  rustc: string,
  cwd: string,
  env: HostFactsOptions['env'],
): Promise<string | undefined> {
  const printed = await runProgram(rustc, ['-vV'], { cwd, env });
  return /^host: (.+)$/m.exec(printed.stdout)?.[1];
}
