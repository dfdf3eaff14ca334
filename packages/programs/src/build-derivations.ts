// Builds many derivations in one run of Nix, as far as they can be: takes them, gives what became of each.
import { type BuildRecord, recordBuild } from './build-record.js';
import type { Nix } from './find-nix.js';
import { parseNixEvent } from './nix-events.js';
import { isOlder } from './nix-version.js';
import { type BuildErrors, readBuildErrors } from './read-build-errors.js';
import type { Derivation } from './read-derivations.js';
import { runNix } from './run-nix.js';

export interface DerivationsOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Another store to build in, as `--store` of Nix takes it. */
  readonly store?: string;
  /** Further options of `nix build`, such as `--max-jobs 2`. */
  readonly options?: readonly string[];
  /** Called when a derivation begins to build, with the address of the builder, empty for this machine. */
  readonly onBuild?: (derivation: string, machine: string) => void;
  /** Called when its build ends, well or not; Nix older than 2.30 tells late. */
  readonly onEnd?: (derivation: string) => void;
  /** Called with each warning of Nix. */
  readonly onWarning?: (text: string) => void;
}

export interface DerivationsReport extends BuildRecord, BuildErrors {
  /** Output paths that are in the store now, of those that were asked for. */
  readonly valid: ReadonlySet<string>;
}

/** The first Nix that tells of the end of a build when it comes. */
const timely = { major: 2, minor: 30 };

/** Never throws for a build that fails: all that does not depend on it is built. */
export async function buildDerivations(
  nix: Nix,
  derivations: readonly Derivation[],
  { cwd, env, store, options = [], onBuild, onEnd, onWarning }: DerivationsOptions,
): Promise<DerivationsReport> {
  const { take, aside, record } = recordBuild(() => performance.now(), !isOlder(nix.version, timely));
  const running = new Map<number, string>();
  const other = store === undefined ? [] : ['--store', store, '--eval-store', 'auto'];
  const args = ['build', '--log-format', 'internal-json', '--keep-going', '--no-link', ...other, ...options];
  const { exitCode } = await runNix(nix, [...args, '--stdin'], {
    cwd,
    env,
    input: derivations.map(({ derivation, outputName }) => `${derivation}^${outputName}\n`).join(''),
    onErrorLine: (line) => {
      const event = parseNixEvent(line);
      if (event) take(event);
      else if (line.trim() !== '') aside(line);
      if (event?.kind === 'build') {
        running.set(event.id, event.derivation);
        onBuild?.(event.derivation, event.machine);
      }
      const ended = event?.kind === 'stop' ? running.get(event.id) : undefined;
      if (ended !== undefined) onEnd?.(ended);
      if (event?.kind === 'message' && event.level === 1) onWarning?.(event.text);
    },
  });
  const done = record();
  const outputs = [...new Set(derivations.map(({ output }) => output))];
  const invalid = exitCode === 0 ? [] : await listInvalid(nix, outputs, { cwd, env, store });
  const missing = new Set(invalid);
  return {
    ...done,
    ...readBuildErrors(done.errors, done.warnings),
    valid: new Set(outputs.filter((output) => !missing.has(output))),
  };
}

/** All of them where the store cannot be asked. */
async function listInvalid(
  nix: Nix,
  outputs: readonly string[],
  { cwd, env, store }: Pick<DerivationsOptions, 'cwd' | 'env'> & { readonly store: string | undefined },
): Promise<readonly string[]> {
  const args = ['--check-validity', '--print-invalid', ...outputs];
  const other = store === undefined ? [] : ['--store', store];
  const asked = await runNix(nix, [...other, ...args], { program: 'nix-store', cwd, env });
  return asked.exitCode === 0 ? asked.stdout.split('\n').filter(Boolean) : outputs;
}
