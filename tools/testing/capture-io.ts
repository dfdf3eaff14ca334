// For tests: an io that keeps what a command prints.
import type { CommandIo } from '@flake-lattice/command-shell';

export interface CapturedIo extends CommandIo {
  readonly printed: { out: string; err: string };
}

export function captureIo({ cwd = '/', env = {} }: Partial<Pick<CommandIo, 'cwd' | 'env'>> = {}): CapturedIo {
  const printed = { out: '', err: '' };
  return {
    printed,
    cwd,
    env,
    out: (text) => {
      printed.out += text;
    },
    err: (text) => {
      printed.err += text;
    },
  };
}
