// Completion in real shells: keys are pressed on a terminal, and the line that the shell has made of them is looked at.
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findOnPath, runProgram } from '@flake-lattice/programs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { captureIo } from '../../../../tools/testing/capture-io.js';
import { workspaceRoot } from '../../../../tools/testing/nixes.js';
import { openTerminal, type Terminal } from '../../../../tools/testing/terminal.js';
import { run } from '../command.js';

const program = join(workspaceRoot, 'packages/cli/bin/flake-lattice.js');
/** Where set-up puts a zsh and a fish, on a machine that lacks one. */
const ownShells = join(workspaceRoot, '.toolchain/shells');
const shellPath = `${ownShells}/bin:/usr/bin:/bin`;
let folder: string;

const lattice = `[inputs.utils]
url = "github:example/utils"

[inputs.nixpkgs]
url = "github:NixOS/nixpkgs/0123456789abcdef0123456789abcdef01234567"

[node.config-seed]
[node.rust]
description = "Compiles. And more"
[node.web]
[node.webapp]
extends = ["web", "rust"]
`;

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'flake-lattice-completion-')));
  mkdirSync(join(folder, 'bin'));
  symlinkSync(program, join(folder, 'bin/flake-lattice'));
  for (const name of ['home', 'work/crates/tally', 'work/cradle'])
    mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, 'work/lattice.toml'), lattice);
  writeFileSync(join(folder, 'work/crab.txt'), '');
  execFileSync('git', ['init', '-q', join(folder, 'work')]);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function environment(): Record<string, string> {
  const node = join(process.execPath, '..');
  return {
    PATH: `${folder}/bin:${node}:${shellPath}`,
    // Of the zsh that set-up brings; another one knows its own.
    ...(existsSync(ownShells) ? { FPATH: functionFolders().join(':') } : {}),
    HOME: join(folder, 'home'),
    LC_ALL: 'C.UTF-8',
  };
}

/** zsh looks for each function in folders that it is told of, and in none below them. */
function functionFolders(): readonly string[] {
  const above = join(ownShells, 'share/zsh/functions');
  const found = readdirSync(above, { recursive: true, withFileTypes: true });
  return found.filter((entry) => entry.isDirectory()).map(({ parentPath, name }) => join(parentPath, name));
}

async function complete(...words: readonly string[]): Promise<readonly string[]> {
  const io = captureIo({ cwd: join(folder, 'work'), env: environment() });
  expect(await run(['complete', '--', ...words], io)).toBe(0);
  return io.printed.out.trimEnd().split('\n');
}

describe('what fits', () => {
  test.each([
    [['gen'], ['generate']],
    [['graph', '--for'], ['--format']],
    [['graph', '--format', 'm'], ['mermaid']],
    [['graph', '--format=m'], ['--format=mermaid']],
    [['graph', '--format', '=', 'm'], ['mermaid']],
    [['graph', '--out', 'a.svg', '--jo'], ['--join']],
    [
      ['build', 'we'],
      ['web', 'webapp'],
    ],
    [['build', 'web', 'we'], ['webapp']],
    [['build', '--quiet', '--q'], []],
    [
      ['graph', '--join', 'rust,web'],
      ['rust,web', 'rust,webapp'],
    ],
    [['update', 'utils', ''], ['nixpkgs']],
    [['explain', 'rust', 'build.st'], ['build.stage']],
    [['affected', '--base', 'HE'], ['HEAD']],
    [['errors', 'NODE_CY'], ['NODE_CYCLE']],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish'],
    ],
    [
      ['ci', '--provider', 'git'],
      ['github', 'gitlab'],
    ],
    [['help', 'ge'], ['generate']],
    [['build', '--', '--a'], []],
    [['nonsense', 'a'], []],
    [['complete', ''], []],
  ])('%j', async (words, wanted) => {
    const [first, ...found] = await complete(...words);
    expect({ first, found: found.map((line) => line.split('\t')[0]) }).toEqual({
      first: 'words',
      found: wanted,
    });
  });

  test.each([
    [['generate', '--lattice', ''], 'files'],
    [['split', ''], 'folders'],
    [['init', '--output', ''], 'folders'],
  ])('%j leaves it to the shell: %s', async (words, wanted) => {
    expect(await complete(...words)).toEqual([wanted]);
  });

  test('of a description one sentence', async () => {
    expect(await complete('build', 'rus')).toEqual(['words', 'rust\tCompiles']);
  });

  test.each([
    [
      'a name that a shell would take for more is not offered',
      '[node.web]\n[node."web; touch x"]\n',
      'words\nweb\t\n',
    ],
    ['a lattice that cannot be read offers nothing, and says nothing', '[node.web]\nextends = [', 'words\n'],
  ])('%s', async (_, text, out) => {
    const io = captureIo({ cwd: join(folder, 'home'), env: environment() });
    writeFileSync(join(folder, 'home/lattice.toml'), text);
    expect(await run(['complete', '--', 'build', ''], io)).toBe(0);
    expect(io.printed).toEqual({ out, err: '' });
    rmSync(join(folder, 'home/lattice.toml'));
  });

  test('a lattice that is code offers nothing, since it would run', async () => {
    const io = captureIo({ cwd: join(folder, 'home'), env: environment() });
    writeFileSync(join(folder, 'home/lattice.config.ts'), "throw new Error('ran');");
    for (const words of [
      ['build', ''],
      ['explain', 'web', ''],
    ])
      await run(['complete', '--', ...words], io);
    expect(io.printed).toEqual({ out: 'words\nwords\n', err: '' });
    rmSync(join(folder, 'home/lattice.config.ts'));
  });
});

/** How each shell starts with nothing of the user's but a known prompt. */
const shells = {
  bash: {
    command: ['bash', '--norc', '--noprofile', '-i'],
    begin: "PS1='rea''dy>'; source <(flake-lattice completion bash)\r",
  },
  zsh: {
    command: ['zsh', '-f', '-i'],
    begin:
      "PROMPT='rea''dy>'; bindkey -e; autoload -Uz compinit && compinit -D -u; source <(flake-lattice completion zsh)\r",
  },
  fish: {
    command: ['fish', '--no-config', '-i'],
    begin: "function fish_prompt; echo -n 'rea''dy>'; end; flake-lattice completion fish | source\r",
  },
} as const;

async function openShell(shell: keyof typeof shells): Promise<Terminal> {
  const { command, begin } = shells[shell];
  const terminal = openTerminal(command, { cwd: join(folder, 'work'), env: environment() });
  terminal.press(begin);
  await terminal.waitFor('ready>');
  return terminal;
}

/** Presses keys behind the prompt, then has the shell write down the line that it made of them, a word a line. */
async function typed(terminal: Terminal, keys: string): Promise<string> {
  terminal.press(keys);
  const [toStart, toEnd] = ['\u0001', '\u0005'];
  terminal.press(`${toStart}printf '%s\\n' ${toEnd} > ../typed; echo 'writ''ten'\r`);
  await terminal.waitFor('written');
  return readFileSync(join(folder, 'typed'), 'utf8').trimEnd().replaceAll('\n', ' ');
}

describe.each(Object.keys(shells) as (keyof typeof shells)[])('%s', (shell) => {
  const found = findOnPath(shell, shellPath);

  let terminal: Terminal | undefined;

  afterAll(async () => {
    terminal?.close();
    await terminal?.ended;
  });

  async function isThere(): Promise<boolean> {
    if ((await found) !== undefined) return true;
    const fact = `there is no ${shell}, so its completion was not tried`;
    if (process.env.CI) throw new Error(fact);
    process.stderr.write(`\nNOT RUN: ${fact}\n`);
    return false;
  }

  test('the script is one that it reads', async () => {
    if (!(await isThere())) return;
    const io = captureIo();
    await run(['completion', shell], io);
    const file = join(folder, `script.${shell}`);
    writeFileSync(file, io.printed.out);
    const checked = await runProgram(shell, ['-n', file], { cwd: folder, env: environment() });
    expect(checked).toEqual({ stdout: '', stderr: '', exitCode: 0 });
  });

  test.each([
    ['flake-lattice gener\t', 'flake-lattice generate'],
    ['flake-lattice build ru\t--alo\t', 'flake-lattice build rust --alone'],
    ['flake-lattice graph --form\tmer\t', 'flake-lattice graph --format mermaid'],
    ['flake-lattice graph --format=mer\t', 'flake-lattice graph --format=mermaid'],
    ['flake-lattice graph --join rust,weba\t', 'flake-lattice graph --join rust,webapp'],
    ['flake-lattice split crat\t', 'flake-lattice split crates'],
    ['flake-lattice graph --out=crab\t', 'flake-lattice graph --out=crab.txt'],
    ['flake-lattice graph --lattice latt\t', 'flake-lattice graph --lattice lattice.toml'],
  ])('%j', async (keys, wanted) => {
    if (!(await isThere())) return;
    // zsh takes the slash of a folder away again where a space follows.
    terminal ??= await openShell(shell);
    expect((await typed(terminal, keys)).replace(/\/$/, '')).toBe(wanted);
  });
});
