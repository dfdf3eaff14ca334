// The real command, as a person runs it from the root of this repository: each source, --check, --explain and --host.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readHostFacts } from '@flake-lattice/programs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

const repository = join(import.meta.dirname, '../../..');
const environment = { ...process.env, NODE_OPTIONS: '' };

interface Ended {
  readonly status: number | string | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

function npx(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  const options = { cwd: repository, env: { ...environment, ...env } };
  return new Promise((ended) => {
    execFile(
      'npx',
      ['--no-install', 'bootstrap-config-generator', ...args],
      options,
      (fault, stdout, stderr) => {
        ended({ status: fault === null ? 0 : (fault.code ?? undefined), stdout, stderr });
      },
    );
  });
}

describe('npx bootstrap-config-generator', () => {
  let folder: string;
  let files: { lattice: string; base: string; output: string };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'config-command-'));
    files = {
      lattice: join(folder, 'lattice.toml'),
      base: join(folder, 'base.toml'),
      output: join(folder, 'config.toml'),
    };
    await writeFile(files.base, '[build]\nstage = 0\njobs = 11\nbuild-dir = "b"\nvendor = true\n');
    await writeFile(files.lattice, '[config.build]\nstage = 2\nbuild-dir = "l"\n[node.seed]\n');
  });

  afterAll(() => rm(folder, { recursive: true }));

  const sources = () => ['--lattice', files.lattice, '--base', files.base, '--host'];
  const overrides = () => [...sources(), '--set', 'build.stage=3'];
  const variables = { FLAKE_LATTICE__BUILD__STAGE: '0', FLAKE_LATTICE__BUILD__BUILD_DIR: 'e' };

  test('lets each source override the weaker ones', async () => {
    const { status, stdout } = await npx([...overrides(), '--explain', '--json'], variables);
    expect(status).toBe(0);
    const leaves: {
      key: string;
      value: string;
      layer: string;
      overrode: { value: string; layer: string }[];
    }[] = JSON.parse(stdout);
    const history = (key: string) => {
      const leaf = leaves.find((candidate) => candidate.key === key);
      return leaf && [leaf, ...leaf.overrode].map(({ value, layer }) => `${layer} ${value}`);
    };
    const { cores } = await readHostFacts({ cwd: repository, env: environment });
    expect(history('build.stage')).toEqual(['set 3', 'environment 0', 'lattice 2', 'base 0', 'default 1']);
    expect(history('build.build-dir')).toEqual([
      'environment "e"',
      'lattice "l"',
      'base "b"',
      'default "build"',
    ]);
    expect(history('build.jobs')).toEqual(['base 11', `host ${cores}`]);
    expect(history('build.vendor')).toEqual(['base true', 'default false']);
    expect(history('rust.channel')).toEqual(['default "stable"']);
  });

  test('--output writes what --check then finds unchanged', async () => {
    const args = ['--lattice', files.lattice, '--set', 'rust.channel="beta"'];
    const created = await npx([...args, '--output', files.output]);
    expect(created).toMatchObject({ status: 0, stdout: '' });
    expect(created.stderr).toContain(`created ${files.output}`);
    expect(await npx([...args, '--check', files.output])).toMatchObject({ status: 0, stdout: '' });
    const differs = await npx(['--lattice', files.lattice, '--check', files.output]);
    expect(differs.status).toBe(1);
    expect(differs.stdout).toContain('- rust.channel = "beta"');
    expect(differs.stdout).toContain('+ rust.channel = "stable"');
  });

  test('--host fills in what this machine has', async () => {
    const facts = await readHostFacts({ cwd: repository, env: environment });
    const { status, stdout } = await npx(['--lattice', files.lattice, '--host', '--explain']);
    expect(status).toBe(0);
    expect(stdout).toMatch(new RegExp(`^nix\\.system +"${facts.system}" +this machine$`, 'm'));
    expect(stdout).toMatch(new RegExp(`^build\\.jobs +${facts.cores} +this machine$`, 'm'));
    const { rustc, cargo } = facts.tools;
    expect(stdout.includes('rust.rustc')).toBe(rustc !== undefined);
    if (rustc) expect(stdout).toContain(`"${rustc.path}"`);
    if (cargo) expect(stdout).toContain(`"${cargo.path}"`);
    if (facts.triple) expect(stdout).toContain(`[ "${facts.triple}" ]`);
  });

  test('--node does not look at the environment', async () => {
    const env = { ...variables, FLAKE_LATTICE__RUST: 'nonsense' };
    const { status, stdout } = await npx(['--lattice', files.lattice, '--node', 'seed'], env);
    expect(status).toBe(0);
    expect(stdout).toContain('stage = 2\n');
  });

  test('takes nixpkgs from the lattice.toml of this repository', async () => {
    const { stdout } = await npx([]);
    expect(stdout).toContain('nixpkgs = "path:./nix/host-nixpkgs"\n');
  });

  test('ends with 2 and writes nothing for a fault', async () => {
    const output = join(folder, 'refused.toml');
    const { status, stderr } = await npx(['--set', 'rust.channel="betta"', '--output', output]);
    expect(status).toBe(2);
    expect(stderr).toContain('error[CONFIG_OUT_OF_RANGE]: `rust.channel` is "betta"');
    await expect(readFile(output)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
