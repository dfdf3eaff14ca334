// Tells why Nix gave no result: takes what was asked of it and what it said, gives the error with the reason first.
import { CodedError } from '@flake-lattice/errors';

export interface FailedEvaluation {
  /** What Nix could not do, such as `evaluate` or `lock`. */
  readonly verb?: 'evaluate' | 'lock';
  /** What was asked for, each as a user would name it. */
  readonly asked: readonly string[];
  /** What Nix printed, without colours. */
  readonly said: string;
  readonly hint: string;
}

/** How many lines of what Nix said the error shows. */
const shownLines = 15;

/**
 * The reason stands in the message where Nix gives it in one line. Steps of a trace that lie in an expression of this tool's
 * own are left out: nobody can look them up.
 */
export function evaluationFailed({ verb = 'evaluate', asked, said, hint }: FailedEvaluation): CodedError {
  const { reason, trace } = readTrace(said);
  const names = asked.map((each) => `\`${each}\``).join(' ');
  return new CodedError({
    code: 'EVALUATION_FAILED',
    message: `Nix cannot ${verb} ${names}${reason === undefined ? '' : `: ${reason}`}`,
    hint,
    ...(trace === '' ? {} : { detail: trace }),
  });
}

/** Nix parts the steps of a trace by empty lines, and ends with the reason. */
function readTrace(said: string): { readonly reason: string | undefined; readonly trace: string } {
  const lines = said.split('\n').filter((line) => !isNoNews.test(line));
  const last = lines.findLastIndex((line) => /^\s*error: /.test(line));
  const isShort = last !== -1 && /^\s*(?:$|at )/.test(lines[last + 1] ?? '');
  const reason = isShort
    ? lines
        .splice(last, 1)[0]
        ?.replace(/^\s*error: /, '')
        .trimEnd()
    : undefined;
  const steps = lines.join('\n').split(/\n\s*\n/);
  const shown = steps.filter((step) => step.trim() !== '' && !isOwnStep.test(step)).join('\n');
  return { reason, trace: shown.trimEnd().split('\n').slice(-shownLines).join('\n') };
}

const isNoNews = /^\s*error:\s*$|^\s*\(stack trace truncated;|^warning: Git tree '.*' is dirty$/;
const isOwnStep = /^\s*(?:\u2026 .*\n\s*)?at \u00abstring\u00bb:/;
