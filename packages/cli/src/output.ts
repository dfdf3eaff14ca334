// What all subcommands print with: results, notes and progress, as loud and as coloured as the user asked.
import { type CommandIo, followWork, type Steps } from '@flake-lattice/command-shell';
import { type CodedError, formatWarning } from '@flake-lattice/errors';
import type { Command } from 'commander';
import pico from 'picocolors';

export interface OutputOptions {
  readonly quiet?: true;
  readonly verbose?: true;
  readonly json?: true;
}

export interface Output {
  /** A line of the result; nothing where the result is JSON. */
  readonly line: (text: string) => void;
  /** The result as JSON, where that was asked for. */
  readonly json: (data: unknown) => void;
  /** What a person should know: standard error, unless `--quiet`. */
  readonly note: (text: string) => void;
  /** What went wrong and stopped nothing: standard error, even with `--quiet`. */
  readonly warn: (warning: CodedError) => void;
  /** What happens meanwhile: standard error, unless `--quiet`. */
  readonly progress: (text: string) => void;
  /**
   * Follows work that takes long: what is printed meanwhile stands above its live line. Nothing is told with `--quiet` or
   * `--json`.
   */
  readonly during: <Result>(work: (steps: Steps) => Promise<Result>) => Promise<Result>;
  /** What only a curious person wants: standard error, with `--verbose`. */
  readonly detail: (text: string) => void;
  /** Colours of standard output: on a terminal alone, and never with NO_COLOR. */
  readonly colours: Colours;
}

export type Colours = ReturnType<typeof pico.createColors>;

/** Declares the options that every subcommand has. @param result whether the subcommand has a result to print as JSON */
export function declareOutput(command: Command, { result = true } = {}): Command {
  if (result) command.option('--json', 'print the result, or what went wrong, as JSON');
  return command
    .option('-q, --quiet', 'print results and errors alone')
    .option('-v, --verbose', 'tell every step');
}

export function outputOf(io: CommandIo, { quiet, verbose, json }: OutputOptions): Output {
  let shown = io;
  const say = (text: string) => shown.err(`${text}\n`);
  return {
    line: (text) => {
      if (!json) shown.out(`${text}\n`);
    },
    json: (data) => {
      if (json) shown.out(`${JSON.stringify(data, undefined, 2)}\n`);
    },
    note: quiet ? ignore : (text) => say(`note: ${text}`),
    warn: (warning) => shown.err(formatWarning(warning)),
    progress: quiet ? ignore : say,
    during: (work) =>
      followWork(io, { isSilent: Boolean(quiet || json) }, async (steps) => {
        shown = steps.io;
        return work(steps).finally(() => {
          shown = io;
        });
      }),
    detail: verbose && !quiet ? say : ignore,
    colours: pico.createColors(Boolean(io.terminal?.out) && !io.env.NO_COLOR && io.env.TERM !== 'dumb'),
  };
}

function ignore(): void {}
