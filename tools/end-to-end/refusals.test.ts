// What goes wrong is refused: exit status 2, a coded error with a hint on standard error, and nothing written.
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProgramResult } from '@flake-lattice/programs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { copyRepository, type RepositoryCopy } from '../testing/repository-copy.js';
import { snapshotTree } from '../testing/tree-snapshot.js';

const files: Readonly<Record<string, string>> = {
  'cases/good.toml': 'a = 1\n',
  'cases/syntax.toml': 'a = 1\n[rust]\nchannel = = "stable"\n',
  'cases/type.toml': '[build]\n\njobs = "two"\n',
  'cases/range.toml': '[rust]\nchannel = "stabel"\n',
  'cases/key.toml': '[rust]\nchanel = "stable"\n',
  'cases/nul.toml': 'a = "x\\u0000y"\n',
  'cases/placeholder.nix.eta': '{\n  a = 1;\n  b = <%= it.config.rust.channel %>;\n}\n',
  'cases/not-nix.nix.eta': '{\n  description = <%= it.name %>\n  outputs = { }: { };\n}\n',
  'cases/a-file': '',
  'cases/old-nix': "#!/bin/sh\necho 'nix (Nix) 2.8.0'\n",
  'cases/failing/flake.nix': `{
  inputs.nixpkgs.url = "path:../../nix/host-nixpkgs";
  outputs = { self, nixpkgs }: {
    packages = nixpkgs.lib.genAttrs [ "x86_64-linux" "aarch64-linux" ] (system: {
      default = (import nixpkgs { inherit system; }).runCommand "failing" { } "seq 1 40; printf 'the \\\\033[31mlast\\\\033[0m words\\\\n'; exit 7";
    });
    wrong = throw "no such luck";
  };
}
`,
};

interface Refusal {
  readonly name: string;
  readonly command: readonly [program: string, ...args: string[]];
  readonly code: string;
  /** What standard error has to hold besides the code and a hint. */
  readonly says: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const template = (config: string, ...more: string[]): Refusal['command'] => [
  'flake-template-generator',
  '--config-path',
  config,
  '--output-dir',
  'out',
  ...more,
];
const configuration = (base: string): Refusal['command'] => [
  'bootstrap-config-generator',
  '--base',
  base,
  '--output',
  'out.toml',
];
const build = (installable: string): Refusal['command'] => [
  'node',
  'tools/bootstrap.mjs',
  'tools/build-flake/build-flake.ts',
  installable,
  '--link',
  'out-link',
];

const refusals: readonly Refusal[] = [
  {
    name: 'a base that is not TOML',
    command: configuration('cases/syntax.toml'),
    code: 'CONFIG_SYNTAX',
    says: ['cases/syntax.toml:3:11'],
  },
  {
    name: 'a configuration that is not TOML',
    command: template('cases/syntax.toml'),
    code: 'CONFIG_SYNTAX',
    says: ['cases/syntax.toml:3:11'],
  },
  {
    name: 'a value of a wrong type',
    command: configuration('cases/type.toml'),
    code: 'CONFIG_WRONG_TYPE',
    says: ['build.jobs', 'cases/type.toml:3'],
  },
  {
    name: 'a value out of its range',
    command: configuration('cases/range.toml'),
    code: 'CONFIG_OUT_OF_RANGE',
    says: ['stabel', 'cases/range.toml:2', 'stable'],
  },
  {
    name: 'an unknown key',
    command: configuration('cases/key.toml'),
    code: 'CONFIG_UNKNOWN_KEY',
    says: ['chanel', 'cases/key.toml:2', 'channel'],
  },
  {
    name: 'a base that is missing',
    command: configuration('cases/absent.toml'),
    code: 'CONFIG_MISSING',
    says: ['cases/absent.toml'],
  },
  {
    name: 'a configuration that is missing',
    command: template('cases/absent.toml'),
    code: 'CONFIG_MISSING',
    says: ['cases/absent.toml'],
  },
  {
    name: 'text that Nix cannot hold',
    command: template('cases/nul.toml'),
    code: 'VALUE_NOT_NIX',
    says: ['NUL'],
  },
  {
    name: 'a placeholder without a value',
    command: template('cases/good.toml', '--template', 'cases/placeholder.nix.eta'),
    code: 'TEMPLATE_PLACEHOLDER',
    says: ['cases/placeholder.nix.eta:3', '`it.config.rust`'],
  },
  {
    name: 'a template that renders to what is not Nix',
    command: template('cases/good.toml', '--template', 'cases/not-nix.nix.eta'),
    code: 'TEMPLATE_NOT_NIX',
    says: ['cases/not-nix.nix.eta', 'syntax error'],
  },
  {
    name: 'a template that is missing',
    command: template('cases/good.toml', '--template', 'cases/absent.nix.eta'),
    code: 'TEMPLATE_MISSING',
    says: ['cases/absent.nix.eta'],
  },
  {
    name: 'an output folder that is a file',
    command: ['flake-template-generator', '--config-path', 'cases/good.toml', '--output-dir', 'cases/a-file'],
    code: 'OUTPUT_IS_FILE',
    says: ['cases/a-file'],
  },
  {
    name: 'an output file below a file',
    command: ['bootstrap-config-generator', '--output', 'cases/a-file/config.toml'],
    code: 'OUTPUT_IS_FILE',
    says: ['cases/a-file'],
  },
  {
    name: 'an output file that is a folder',
    command: ['bootstrap-config-generator', '--output', 'cases'],
    code: 'OUTPUT_IS_FOLDER',
    says: ['cases'],
  },
  {
    name: 'a name that is no path',
    command: template('cases/good.toml', '--name', '../x'),
    code: 'NODE_NAME_INVALID',
    says: ['../x', '--name'],
  },
  {
    name: 'a system that is none',
    command: template('cases/good.toml', '--system', 'x86_64-linux,aarch64-linux'),
    code: 'SYSTEM_INVALID',
    says: ['--system'],
  },
  {
    name: 'a Nix that is absent',
    command: template('cases/good.toml'),
    env: { FLAKE_LATTICE_NIX: '/no/such/nix' },
    code: 'NIX_MISSING',
    says: ['/no/such/nix'],
  },
  {
    name: 'no Nix at all',
    command: template('cases/good.toml'),
    env: { FLAKE_LATTICE_NIX: '' },
    code: 'NIX_MISSING',
    says: ['npm run set-up'],
  },
  {
    name: 'a Nix that is too old',
    command: template('cases/good.toml'),
    env: { FLAKE_LATTICE_NIX: 'OLD' },
    code: 'NIX_TOO_OLD',
    says: ['2.8.0', '2.26'],
  },
  {
    name: 'a build that fails',
    command: build('./cases/failing#default'),
    code: 'BUILD_FAILED',
    says: ['the last words', '-failing.drv', 'nix log /'],
  },
  {
    name: 'a flake that does not evaluate',
    command: build('./cases/failing#wrong'),
    code: 'EVALUATION_FAILED',
    says: ['no such luck'],
  },
];

describe('refused', () => {
  let copy: RepositoryCopy;

  beforeAll(async () => {
    copy = await copyRepository();
    await mkdir(join(copy.root, 'cases/failing'), { recursive: true });
    for (const [file, text] of Object.entries(files)) await writeFile(join(copy.root, file), text);
    await chmod(join(copy.root, 'cases/old-nix'), 0o755);
    await copy.run('git', ['add', 'cases']);
  });

  afterAll(() => copy.remove());

  function expectRefusal(
    { exitCode, stdout, stderr }: ProgramResult,
    code: string,
    says: readonly string[],
  ): void {
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(`error[${code}]: `);
    expect(stderr).toMatch(/^ {2}hint: \S/m);
    for (const part of says) expect(stderr).toContain(part);
  }

  test.each(refusals)('$name: $code', async ({ command: [program, ...args], code, says, env = {} }) => {
    const before = await snapshotTree(copy.root);
    const old =
      env.FLAKE_LATTICE_NIX === 'OLD' ? { FLAKE_LATTICE_NIX: join(copy.root, 'cases/old-nix') } : {};
    const bare = env.FLAKE_LATTICE_NIX === '' ? { PATH: await pathWithoutNix(copy) } : {};
    expectRefusal(await copy.run(program, args, { env: { ...env, ...old, ...bare } }), code, says);
    expect(await snapshotTree(copy.root)).toEqual(before);
  });

  /** Mounts a file system of its own at `disk`, out of sight of everything else, and runs a command there. */
  const onDisk = (mountOptions: string, prepare: string, command: string) =>
    copy.run('unshare', [
      '--user',
      '--map-root-user',
      '--mount',
      'sh',
      '-ec',
      `mount -t tmpfs -o ${mountOptions} none disk; ${prepare}; set +e; ${command}; status=$?; ls -A disk >&2; exit $status`,
    ]);

  const flakeOnDisk = 'flake-template-generator --config-path cases/good.toml --output-dir disk/out';
  const configOnDisk = 'bootstrap-config-generator --output disk/out/config.toml';

  test.each([
    ['a flake', flakeOnDisk],
    ['a configuration', configOnDisk],
  ])('%s on a disk that is full: DISK_FULL', async (_, command) => {
    await mkdir(join(copy.root, 'disk'), { recursive: true });
    const result = await onDisk(
      'size=64k',
      'head -c 60k /dev/zero > disk/filling; cat /dev/zero > disk/rest || true',
      command,
    );
    expectRefusal(result, 'DISK_FULL', ['df -h']);
    expect(result.stderr.trimEnd().split('\n').slice(-2)).toEqual(['filling', 'rest']);
  });

  test.each([
    ['a flake', flakeOnDisk],
    ['a configuration', configOnDisk],
  ])('%s on a disk that is mounted read-only: OUTPUT_NOT_WRITABLE', async (_, command) => {
    await mkdir(join(copy.root, 'disk'), { recursive: true });
    const result = await onDisk('ro,size=64k', 'true', command);
    expectRefusal(result, 'OUTPUT_NOT_WRITABLE', ['read-only']);
  });
});

/** Set-up's own Nix is beside the copy, not in it, so that taking its folder away leaves none. */
async function pathWithoutNix(copy: RepositoryCopy): Promise<string> {
  const { stdout } = await copy.run('sh', ['-c', 'echo "$PATH"']);
  return stdout
    .trim()
    .split(':')
    .filter((folder) => !folder.includes('.toolchain'))
    .join(':');
}
