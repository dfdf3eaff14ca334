// Makes sure of a browser for the tests of the drawn lattice: the machine's own where it has one, else Debian's.
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { findOnPath, runProgram } from '@flake-lattice/programs';
import { type Brought, bringPart } from './bring-part.js';
import { pathWithout } from './host-compilers.js';
import { environmentOfBrowser, privateBrowserPart, programOfBrowser } from './private-browser.js';
import type { SetUp } from './set-up-context.js';
import { variableWrapper } from './wrapper-text.js';
import { writeText } from './write-text.js';

/** The names that distributions give it, the one without a window first. */
const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'];

const lack = { machine: 'has none on PATH', loss: 'the tests that need it cannot run' };

/**
 * One that cannot be had is a warning: only the tests of the page need it, and they say so.
 *
 * @throws CodedError TOOLCHAIN_BROKEN, DISK_FULL
 */
export async function setUpBrowser(setUp: SetUp): Promise<Brought> {
  const { paths, report, packages, env, system } = setUp;
  const own = await findOwn(setUp);
  if (own !== undefined) return { origin: 'path', changed: await wrap(setUp, variableWrapper(own, {})) };
  const { browser: place, work } = paths;
  const part = privateBrowserPart({ place, work, packages, system, env, report });
  const brought = await bringPart(setUp, part, lack);
  if (brought.origin === undefined) {
    await rm(paths.browserProgram, { force: true });
    return brought;
  }
  const variables = await environmentOfBrowser(place);
  const text = variableWrapper(join(place, programOfBrowser), variables);
  return { origin: 'private', changed: (await wrap(setUp, text)) || brought.changed };
}

async function wrap({ paths }: SetUp, text: string): Promise<boolean> {
  await mkdir(dirname(paths.browserProgram), { recursive: true });
  return writeText(paths.browserProgram, text, 0o755);
}

/** The first that runs; `chromium` of some distributions is a note on how to install it. */
async function findOwn({ env, paths }: SetUp): Promise<string | undefined> {
  const path = await pathWithout(env.PATH, paths.bin);
  for (const name of names) {
    const program = await findOnPath(name, path);
    if (program === undefined || !existsSync(program)) continue;
    const { exitCode } = await runProgram(program, ['--version'], { cwd: '/', env });
    if (exitCode === 0) return program;
  }
  return undefined;
}
