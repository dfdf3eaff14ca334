// The layers as `npm start` shows them: which task of Nx makes each, what it prints, and where its result lies.

export interface Step {
  /** The task of Nx, as `project:target`. */
  readonly task: string;
  readonly title: string;
  /** What the tasks say of its result, out of all lines that they print. */
  readonly readOutcome: (log: readonly string[]) => string | undefined;
  /** Relative to the root. */
  readonly result: string;
}

type Outcome = Pick<Step, 'readOutcome' | 'result'>;

/** A command tells of a file `created  PATH`. */
function written(file: string): Outcome {
  const readLine = (line: string) => {
    const [, outcome, path] = /^(created|changed|unchanged|kept) +(.+)$/.exec(line) ?? [];
    return path === file ? outcome : undefined;
  };
  return { readOutcome: (log) => firstOf(log, readLine), result: file };
}

/** Of a lattice, each file is told that is not as it was, whichever task wrote it: `changed  PATH`. */
function generated(result: string, holds: (path: string) => boolean): Outcome {
  const readOutcome = (log: readonly string[]) => {
    const outcomes = new Map<string, string>();
    for (const line of log) {
      const [, outcome, path] = /^([a-z-]+) +(\S+)$/.exec(line) ?? [];
      if (outcome !== undefined && path !== undefined && holds(path)) outcomes.set(path, outcome);
    }
    const counts = new Map<string, number>();
    for (const outcome of outcomes.values()) {
      if (outcome !== 'unchanged') counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    }
    return [...counts].map(([outcome, count]) => `${count} ${outcome}`).join(', ') || 'unchanged';
  };
  return { readOutcome, result };
}

/** A build tells `built 2 derivations: FLAKE -> PATH`, or that it was not built. */
function built(flake: string, result: string): Outcome {
  const readLine = (line: string) => {
    const [, outcome, installable] =
      /^(built [^:]+|not built[^:]*|nothing to build): (\S+) -> /.exec(line) ?? [];
    return installable === flake ? outcome : undefined;
  };
  return { readOutcome: (log) => firstOf(log, readLine), result };
}

function firstOf(log: readonly string[], readLine: (line: string) => string | undefined): string | undefined {
  return log.map(readLine).find((outcome) => outcome !== undefined);
}

const crate = 'generated/tally';
const seed = 'generated/config-seed';
const isOfCrate = (path: string) => path.startsWith(`${crate}/`);
/** The configuration of the seed is a step of its own. */
const isOfLattice = (path: string) =>
  (path.startsWith('generated/') || path === 'flake.lock') &&
  !isOfCrate(path) &&
  path !== `${seed}/config.toml`;

/** In the order of the flow. */
export const steps: readonly Step[] = [
  { task: 'config-builder:generate', title: 'configuration', ...written(`${seed}/config.toml`) },
  { task: 'flake-template:generate', title: 'lattice', ...generated('generated', isOfLattice) },
  { task: 'flake-template:build', title: 'seed, built', ...built(`./${seed}#default`, seed) },
  { task: 'rust-units:generate', title: 'crate', ...generated(crate, isOfCrate) },
  { task: 'rust-units:build', title: 'crate, built', ...built('./generated#tally', 'generated#tally') },
  { task: 'root-integrator:generate', title: 'root flake', ...written('flake.nix') },
  { task: 'root-integrator:build', title: 'root flake, built', ...built('.#default', 'result/config.toml') },
];
