// Builds an attribute of a flake with Nix, and tells what was really built.
import { readlink, unlink } from 'node:fs/promises';
import { CodedError, commandLine, quoteForShell } from '@flake-lattice/errors';
import { evaluationFailed } from './evaluation-failed.js';
import type { Nix } from './find-nix.js';
import { type NixEvent, parseNixEvent } from './nix-events.js';
import { runNix } from './run-nix.js';

export interface BuildReport {
  /** The store paths of the outputs, sorted. */
  readonly outputs: readonly string[];
  /** The store derivations that were built in this run, in the order of their start; none when all was there. */
  readonly built: readonly string[];
}

export interface BuildOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute path of the link to the result; without it, none is made. */
  readonly link?: string;
  /** Further options of `nix build`, such as `--override-input NAME REF`. */
  readonly options?: readonly string[];
  /** Called when a derivation begins to build. */
  readonly onBuild?: (derivation: string) => void;
  /** Called with each warning of Nix. */
  readonly onWarning?: (text: string) => void;
}

/** How many lines of a failed build's log the error shows. */
const shownLines = 15;

/**
 * @param installables one or many such as `/abs/flake#default`, built in one run
 * @throws CodedError BUILD_FAILED with the log's last lines, EVALUATION_FAILED when no build began
 */
export async function buildFlake(
  nix: Nix,
  installables: string | readonly string[],
  options: BuildOptions,
): Promise<BuildReport> {
  const asked = typeof installables === 'string' ? [installables] : installables;
  const { cwd, env, link, options: extra = [], onBuild, onWarning } = options;
  const built: string[] = [];
  const messages: string[] = [];
  const logs = new Map<string, string[]>();
  const running = new Map<number, string>();
  const take = (event: NixEvent): void => {
    if (event.kind === 'build') {
      built.push(event.derivation);
      running.set(event.id, event.derivation);
      onBuild?.(event.derivation);
    } else if (event.kind === 'log') {
      const derivation = running.get(event.id);
      if (derivation) logs.set(derivation, [...(logs.get(derivation) ?? []), event.line]);
    } else if (event.kind === 'message' && event.level === 0) messages.push(event.text);
    else if (event.kind === 'message' && event.level === 1) onWarning?.(event.text);
  };
  const args = ['build', '--log-format', 'internal-json', '--json', ...extra];
  args.push(...(link ? ['--out-link', link] : ['--no-link']), '--', ...asked);
  if (link !== undefined) await removeForeignLink(link);
  const result = await runNix(nix, args, {
    cwd,
    env,
    onErrorLine: (line) => {
      const event = parseNixEvent(line);
      if (event) take(event);
      else if (line.trim() !== '') messages.push(line);
    },
  });
  if (result.exitCode === 0) return { outputs: outputsOf(result.stdout), built };
  throw failure(asked, messages, logs);
}

/** Nix replaces no link that leads out of its store, such as one that a Nix with another store made. */
async function removeForeignLink(link: string): Promise<void> {
  const target = await readlink(link).catch(() => '');
  if (/\/[0-9a-df-np-sv-z]{32}-[^/]+$/.test(target)) await unlink(link);
}

function outputsOf(stdout: string): readonly string[] {
  const results = JSON.parse(stdout) as readonly { outputs: Record<string, string> }[];
  return [...new Set(results.flatMap(({ outputs }) => Object.values(outputs)))].sort();
}

function failure(
  installables: readonly string[],
  messages: readonly string[],
  logs: ReadonlyMap<string, readonly string[]>,
): CodedError {
  const said = messages.join('\n');
  const derivation = /(?:builder for|Cannot build) '([^']+\.drv)'/.exec(said)?.[1];
  if (!derivation) {
    return evaluationFailed({
      asked: installables,
      said,
      hint: `nix build --show-trace ${commandLine(installables)}`,
    });
  }
  return new CodedError({
    code: 'BUILD_FAILED',
    message: `building \`${installables.join(' ')}\` failed in \`${derivation}\``,
    hint: `nix log ${quoteForShell(derivation)}   (the whole log)`,
    detail: lastLines(logs.get(derivation) ?? said.split('\n')),
  });
}

function lastLines(lines: readonly string[]): string {
  return lines.slice(-shownLines).join('\n');
}
