// The layers as `npm start` shows them: which task of Nx makes each, and where its result lies.

export interface Step {
  /** The task of Nx, as `project:target`. */
  readonly task: string;
  readonly title: string;
  /** Relative to the root. */
  readonly result: string;
}

/** In the order of the flow. */
export const steps: readonly Step[] = [
  { task: 'config-builder:generate', title: 'configuration', result: 'generated/config-seed/config.toml' },
  { task: 'flake-template:generate', title: 'flake', result: 'generated/config-seed/flake.nix' },
  { task: 'flake-template:build', title: 'flake, built', result: 'generated/config-seed#default' },
  { task: 'root-integrator:generate', title: 'root flake', result: 'flake.nix' },
  { task: 'root-integrator:build', title: 'root flake, built', result: 'result/config.toml' },
];
