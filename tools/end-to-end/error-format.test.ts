// Errors as a user sees them, of every layer: code and fact, place, what belongs to it, and how to mend it.
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { runProgram } from '@flake-lattice/programs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { run } from '../../packages/cli/src/command.js';
import { captureIo } from '../testing/capture-io.js';
import { environmentWith, newestNix } from '../testing/nixes.js';

let folder: string;

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'error-format-')));
  await runProgram('git', ['init', '-q', folder], { cwd: folder, env: environmentWith(newestNix) });
  writeFileSync(join(folder, 'key.secret'), '');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Case {
  readonly lattice?: string;
  readonly args: readonly string[];
  readonly err: string;
}

const cases: Readonly<Record<string, Case>> = {
  'a place with line and column': {
    lattice: '[node.a]\nextends = ["b"]\n[node.b]\nextends = ["a"]\n',
    args: ['list'],
    err: `error[NODE_CYCLE]: a circle: \`a\` builds upon \`b\` builds upon \`a\`
  at lattice.toml:2:1
  hint: take one of them out: "b" out of \`node.a.extends\`, or a later one
`,
  },
  'a file that cannot be parsed': {
    lattice: '[node.a\n',
    args: ['generate'],
    err: `error[CONFIG_SYNTAX]: not valid TOML: unterminated table-key
  at lattice.toml:2:1
  hint: mend the TOML at this place; https://toml.io/en/v1.0.0 has the rules
`,
  },
  'several faults at once': {
    lattice: '[node.a]\nextends = "b"\n[config.build]\njob = 1\n',
    args: ['check'],
    err: `error[CONFIG_WRONG_TYPE]: \`node.a.extends\` is a string, not an array of strings (each a name)
  at lattice.toml:2:1
  | and 1 more:
  | error[CONFIG_UNKNOWN_KEY]: \`config.build.job\` is not a known key
  |   at lattice.toml:4:1
  |   hint: did you mean \`jobs\`? [config.build] has stage, target, patch-binaries-for-nix, vendor, build-dir, jobs
  hint: write it like this: extends = []
`,
  },
  'a name that is not declared': {
    lattice: '[node.a]\n',
    args: ['build', 'c'],
    err: 'error[NODE_UNKNOWN]: `lattice.toml` has no node `c`\n  hint: flake-lattice list   (it has a)\n',
  },
  'a hint of two lines': {
    args: ['list'],
    err: `error[LATTICE_MISSING]: there is no lattice.toml in \`FOLDER\` or above it in its repository
  hint: flake-lattice init   (begins one here)
        or name it: --lattice FILE
`,
  },
  'a place that is a file': {
    args: ['split', '.'],
    err: `error[CRATE_NOT_FOUND]: \`FOLDER\` is no crate: it has no Cargo.toml
  at FOLDER/Cargo.toml
  hint: name the folder of a library crate, the one with its Cargo.toml
`,
  },
  'an output that is there': {
    args: ['key', 'a', '--out', 'key.secret'],
    err: `error[KEY_EXISTS]: \`FOLDER/key.secret\` is there already, and may hold a key that is in use
  hint: name another file: --out FOLDER/key.secret.new
`,
  },
  'an unknown subcommand': {
    args: ['generat'],
    err: "error[USAGE]: unknown command 'generat' (Did you mean generate?)\n  hint: flake-lattice --help\n",
  },
  'an unknown option': {
    args: ['list', '--above-all'],
    err: "error[USAGE]: unknown option '--above-all'\n  hint: flake-lattice list --help\n",
  },
  'a value that is none of the choices': {
    args: ['graph', '--format', 'png'],
    err: `error[USAGE]: option '--format <format>' argument 'png' is invalid. Allowed choices are html, svg, dot, mermaid, json
  hint: flake-lattice graph --help
`,
  },
  'options that contradict each other': {
    args: ['generate', '--keep', '--merge'],
    err: `error[USAGE]: \`--keep\` and \`--merge\` contradict each other
  hint: give one of --keep, --overwrite and --merge
`,
  },
};

describe('printed', () => {
  test.each(Object.entries(cases))('%s', async (_, { lattice, args, err }) => {
    const file = join(folder, 'lattice.toml');
    if (lattice === undefined) rmSync(file, { force: true });
    else writeFileSync(file, lattice);
    const io = captureIo({ cwd: folder, env: environmentWith(newestNix) });
    expect(await run(args, io)).toBe(2);
    // Paths are shown from where the tests run, wherever this clone lies.
    const shown = [relative(process.cwd(), folder), folder];
    const plain = shown.reduce((text, path) => text.replaceAll(path, 'FOLDER'), io.printed.err);
    expect({ out: io.printed.out, err: plain }).toEqual({ out: '', err });
  });
});
