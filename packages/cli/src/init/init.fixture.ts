// For tests of `init`: a folder of its own, and the subcommand run in it with nobody at the terminal and no network.
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runCommand } from '@flake-lattice/command-shell';
import { type ProgramResult, runProgram } from '@flake-lattice/programs';
import { captureIo } from '../../../../tools/testing/capture-io.js';
import { environmentWith, newestNix, type TestedNix } from '../../../../tools/testing/nixes.js';
import { init } from '../commands/init.js';

/** A proxy that nobody answers at: whatever Nix would fetch cannot be reached, wherever the test runs. */
export const offline = { https_proxy: 'http://127.0.0.1:9', http_proxy: 'http://127.0.0.1:9' };

interface Printed {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

export interface Ground {
  readonly top: string;
  readonly write: (file: string, text: string) => void;
  readonly git: (...args: readonly string[]) => Promise<string>;
  readonly init: (...args: readonly string[]) => Promise<Printed>;
  /** The same with further variables in its environment. */
  readonly initWith: (env: Readonly<Record<string, string>>, ...args: readonly string[]) => Promise<Printed>;
}

/** An empty folder that lies in no repository. */
export function makeGround(nix: TestedNix = newestNix): Ground {
  const top = realpathSync(mkdtempSync(join(tmpdir(), 'flake-lattice-init-')));
  const env = { ...environmentWith(nix), ...offline };
  const initWith: Ground['initWith'] = async (more, ...args) => {
    const io = captureIo({ cwd: top, env: { ...env, ...more } });
    const status = await runCommand(init(io), args, io);
    return { status, out: io.printed.out, err: io.printed.err.replaceAll(top, '.') };
  };
  return {
    top,
    write: (file, text) => {
      mkdirSync(dirname(join(top, file)), { recursive: true });
      writeFileSync(join(top, file), text);
    },
    git: async (...args) => {
      const result: ProgramResult = await runProgram('git', args, { cwd: top, env });
      if (result.exitCode !== 0) throw new Error(result.stderr);
      return result.stdout;
    },
    init: (...args) => initWith({}, ...args),
    initWith,
  };
}
