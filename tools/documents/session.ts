// A shell session in a copy of the repository: runs one line after another, as a person would type them.

import { existsSync } from 'node:fs';
import {
  appendFile,
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readFile,
  realpath,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { readHostFacts, runProgram } from '@flake-lattice/programs';
import { newestNix, workspaceRoot } from '../testing/nixes.js';
import type { RepositoryCopy } from '../testing/repository-copy.js';

export interface LineResult {
  /** Standard output and standard error, in the order that they were written. */
  readonly printed: string;
  readonly exitCode: number;
}

export interface Session {
  /** Variables that are exported, the folder and `$?` last from line to line. */
  readonly run: (line: string) => Promise<LineResult>;
  /** Writes a file into the folder that the session is in. */
  readonly write: (file: string, text: string) => Promise<void>;
  /** Puts text behind what such a file holds, after an empty line. */
  readonly append: (file: string, text: string) => Promise<void>;
  /** Makes what `npm start` leaves in a clone, where nothing has made it yet: the toolchain, and compiled packages. */
  readonly prepare: () => Promise<void>;
  /** Back to the start: the folder, the variables, and all files but what set-up, npm and the compiler made. */
  readonly reset: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

/**
 * @throws Error where the copy has a `.toolchain` already: a link to another clone's would let set-up work in that one
 */
export async function openSession(copy: RepositoryCopy): Promise<Session> {
  if (await lstat(join(copy.root, '.toolchain')).catch(() => undefined)) {
    throw new Error(`${copy.root} has a .toolchain before its set-up`);
  }
  const aside = await realpath(await mkdtemp(join(tmpdir(), 'documents-')));
  const [home, bin, variables, place] = ['home', 'bin', 'variables.sh', 'place'].map((name) =>
    join(aside, name),
  ) as [string, string, string, string];
  await mkdir(home);
  await mkdir(bin);
  await makeMachine(bin);
  const env = { ...baseEnvironment(), HOME: home, PATH: [bin, ...ownPath()].join(delimiter) };
  let status = 0;
  const currentFolder = async () => (await readFile(place, 'utf8').catch(() => copy.root)).replace(/\n$/, '');

  const run = async (line: string): Promise<LineResult> => {
    const script = `exec 2>&1
[ ! -f '${variables}' ] || . '${variables}'
(exit ${status})
${line}
status=$?
export -p > '${variables}'
pwd > '${place}'
exit $status
`;
    const result = await runProgram('timeout', ['--kill-after=5', '300', 'sh', '-c', script], {
      cwd: await currentFolder(),
      env,
    });
    status = result.exitCode;
    return { printed: result.stdout, exitCode: status };
  };

  const reset = async (): Promise<void> => {
    for (const file of [variables, place]) await rm(file, { force: true });
    await rm(home, { recursive: true, force: true });
    await mkdir(home);
    status = 0;
    const kept = ['node_modules', 'dist', '.nx', '.toolchain'].flatMap((name) => ['--exclude', name]);
    await copy.run('git', ['reset', '--quiet', '--hard']);
    await copy.run('git', ['clean', '-d', '--force', '--force', '-x', '--quiet', ...kept]);
  };

  const prepare = async (): Promise<void> => {
    if (existsSync(join(copy.root, '.toolchain'))) return;
    for (const command of ['npm run set-up', 'npx nx run-many -t compile']) {
      const { printed, exitCode } = await run(command);
      if (exitCode !== 0) throw new Error(`${command} ended with ${exitCode}: ${printed}`);
    }
  };

  return {
    run,
    write: async (file, text) => writeFile(resolve(await currentFolder(), file), text),
    append: async (file, text) => appendFile(resolve(await currentFolder(), file), `\n${text}`),
    prepare,
    reset,
    remove: () => rm(aside, { recursive: true, force: true }),
  };
}

/** That of somebody who has told git their name. */
function baseEnvironment() {
  const [name, email] = ['A Reader', 'reader@example.org'];
  return {
    LANG: 'C.UTF-8',
    NX_DAEMON: 'false',
    NX_TUI: 'false',
    npm_config_update_notifier: 'false',
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: email,
    GIT_COMMITTER_NAME: name,
    GIT_COMMITTER_EMAIL: email,
  };
}

/** The PATH of the user, without what npm and a set-up put there. */
function ownPath(): readonly string[] {
  const entries = [dirname(process.execPath), ...(process.env.PATH ?? '').split(delimiter)];
  return entries.filter((entry) => entry.startsWith('/') && !/node_modules|\.toolchain/.test(entry));
}

/**
 * Makes a machine that has a Nix and compilers of its own, so that set-up in the copy takes those that this clone has
 * already, and fetches nothing. The Nix is one that set-up does not know for its own work.
 */
async function makeMachine(bin: string): Promise<void> {
  for (const name of ['nix', 'nix-instantiate', 'nix-store', 'nix-build', 'nix-daemon']) {
    const script = `#!/bin/sh\n# The Nix of this clone, for a copy of it.\nexec '${join(dirname(newestNix.path), name)}' "$@"\n`;
    await writeFile(join(bin, name), script);
    await chmod(join(bin, name), 0o755);
  }
  const path = [process.env.PATH, dirname(newestNix.path)].join(delimiter);
  const { tools } = await readHostFacts({ cwd: workspaceRoot, env: { ...process.env, PATH: path } });
  for (const name of ['cargo', 'cc', 'rustc'] as const) {
    const tool = tools[name];
    if (tool) await symlink(tool.path, join(bin, name));
  }
  if (tools.rustc) await symlink(join(dirname(tools.rustc.path), 'rustdoc'), join(bin, 'rustdoc'));
}
