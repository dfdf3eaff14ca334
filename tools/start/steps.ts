// The layers as `npm start` shows them: which task of Nx makes each, what it prints, and where its result lies.

export interface Step {
  /** The task of Nx, as `project:target`. */
  readonly task: string;
  readonly title: string;
  /** What the task says of its result, out of one line that it prints; nothing where the line tells of another. */
  readonly readOutcome: (line: string) => string | undefined;
  /** Relative to the root. */
  readonly result: string;
}

/** A command tells of a file `created  PATH`. */
function written(file: string): Pick<Step, 'readOutcome' | 'result'> {
  const readOutcome = (line: string) => {
    const [, outcome, path] = /^(created|changed|unchanged|kept) +(.+)$/.exec(line) ?? [];
    return path === file ? outcome : undefined;
  };
  return { readOutcome, result: file };
}

/** The lattice tells `2 changed, 22 unchanged`, or that all files are up to date. */
const lattice: Pick<Step, 'readOutcome' | 'result'> = {
  readOutcome: (line) => {
    if (/^all \d+ files are up to date$/.test(line)) return 'unchanged';
    return /^(\d+ .+), \d+ unchanged$/.exec(line)?.[1];
  },
  result: 'generated',
};

/** A build tells `built 2 derivations: FLAKE -> PATH`. */
function built(flake: string, result: string): Pick<Step, 'readOutcome' | 'result'> {
  const readOutcome = (line: string) => {
    const [, outcome, installable] = /^(built [^:]+|nothing to build): (\S+) -> /.exec(line) ?? [];
    return installable === flake ? outcome : undefined;
  };
  return { readOutcome, result };
}

/** In the order of the flow. */
export const steps: readonly Step[] = [
  {
    task: 'config-builder:generate',
    title: 'configuration',
    ...written('generated/config-seed/config.toml'),
  },
  { task: 'flake-template:generate', title: 'lattice', ...lattice },
  {
    task: 'flake-template:build',
    title: 'seed, built',
    ...built('./generated#config-seed', 'generated#config-seed'),
  },
  { task: 'root-integrator:generate', title: 'root flake', ...written('flake.nix') },
  { task: 'root-integrator:build', title: 'root flake, built', ...built('.#default', 'result/config.toml') },
];
