// What is the user's, and where it went: nodes that were ejected, an output folder with another name, files that git emptied.
import { rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type LatticeProject, makeLatticeProject } from '../testing/lattice-project.js';
import { snapshotTree } from '../testing/tree-snapshot.js';

const lattice = (output = 'generated') => `[lattice]
schema = 1
output = "${output}"

[inputs.nixpkgs]
url = "path:./nixpkgs"

[node.base]
template = "shell"

[node.web]
extends = ["base"]
template = "shell"

[node.dev]
extends = ["web"]
template = "shell"
`;

const root = (output = 'generated') => `{
  inputs.nixpkgs.url = "path:./nixpkgs";
  inputs.lattice = { url = "path:./${output}"; inputs.nixpkgs.follows = "nixpkgs"; };
  outputs = { self, nixpkgs, lattice }: { inherit (lattice) packages; };
}
`;

let project: LatticeProject;

beforeEach(async () => {
  project = await makeLatticeProject({ files: { 'lattice.toml': lattice(), 'flake.nix': root() } });
  expect((await project.run('generate')).status).toBe(0);
});
afterEach(() => project.remove());

async function edit(path: string, change: (text: string) => string): Promise<void> {
  await project.write(path, change(await readFile(join(project.root, path), 'utf8')));
}

function commit(): void {
  project.git('add', '--all');
  project.git('commit', '--quiet', '--message=More');
}

describe('an ejected node', () => {
  beforeEach(async () => {
    expect((await project.run('eject', 'web')).status).toBe(0);
    commit();
  });

  test('that has another name now is refused before anything is written, and comes back by `git mv`', async () => {
    await edit('lattice.toml', (text) => text.replaceAll('web', 'www'));
    const before = await snapshotTree(project.root);
    for (const command of [['generate'], ['check'], ['generate', 'dev'], ['graph', '--format', 'json']]) {
      const { status, err } = await project.run(...command);
      expect([status, err]).toEqual([
        2,
        expect.stringMatching(
          /^error\[FLAKE_MISSING\]: `www` is yours.*`generated\/www`\n {2}at lattice\.toml:\d+.*\n {2}hint: git mv -- generated\/web generated\/www\n/,
        ),
      ]);
    }
    expect(await snapshotTree(project.root)).toEqual(before);
    expect((await project.run('doctor')).out).toContain('git mv -- generated/web generated/www');
    project.git('mv', '--', 'generated/web', 'generated/www');
    expect((await project.run('generate')).status).toBe(0);
    expect((await project.run('check')).status).toBe(0);
  });

  test('is asked for where the output folder has another name', async () => {
    await project.write(
      'lattice.toml',
      (await readFile(join(project.root, 'lattice.toml'), 'utf8')).replace('"generated"', '"my flakes"'),
    );
    const { status, err } = await project.run('generate');
    expect(status).toBe(2);
    expect(err).toContain("hint: mkdir -p 'my flakes' && git mv -- generated/web 'my flakes/web'\n");
  });

  test('that extends more than its flake takes in is told by doctor, with both ways out', async () => {
    await edit('lattice.toml', (text) =>
      text.replace('[node.web]\nextends = ["base"]', '[node.net]\n\n[node.web]\nextends = ["base", "net"]'),
    );
    expect((await project.run('generate')).status).toBe(0);
    const { status, out } = await project.run('doctor');
    expect(status).toBe(1);
    expect(out).toContain(
      'the inputs of `generated/web/flake.nix` lead to `base`, and `web` extends `base`, `net`',
    );
    expect(out).toMatch(
      /mend: write extends = \["base"\] below \[node\.web\] in lattice\.toml\n.*net\.url = "path:\.\.\/net";/,
    );
    await edit('generated/web/flake.nix', (text) =>
      text.replace('inputs = {', 'inputs = {\n    net.url = "path:../net";'),
    );
    expect((await project.run('doctor')).out).not.toContain('lead to');
  });
});

describe('another output folder', () => {
  test('is told of what somebody made by hand in the old one, before that is to be removed', async () => {
    await edit('generated/web/flake.nix', (text) => `${text}# mine\n`);
    await project.run('generate', '--keep');
    await project.run('lock', 'dev');
    commit();
    await project.write('lattice.toml', lattice('flakes'));
    const { status, err } = await project.run('generate');
    expect(status).toBe(0);
    const steps = err.slice(err.indexOf('note: flake.nix takes in `generated`'));
    expect(steps.split('\n').map((line) => line.trim())).toEqual([
      'note: flake.nix takes in `generated`, and what is generated lies in `flakes`:',
      'write path:./flakes in place of path:./generated in flake.nix',
      expect.stringMatching(/^flake-lattice lock dev /),
      expect.stringMatching(/^git diff --no-index -- flakes\/web\/flake\.nix generated\/web\/flake\.nix /),
      'git rm -r -- generated',
      expect.anything(),
      '',
    ]);
  });

  test('may have a blank in its name, and the root lock is written by the tool as for any other', async () => {
    rmSync(join(project.root, 'generated'), { recursive: true });
    await project.write('lattice.toml', lattice('my flakes'));
    await project.write('flake.nix', root('my%20flakes'));
    project.git('add', '--all');
    const { status, out, err } = await project.run('generate');
    expect([status, err]).toEqual([0, expect.anything()]);
    expect(out).toContain('flake.lock\n');
    expect(JSON.parse(await readFile(join(project.root, 'flake.lock'), 'utf8')).nodes.root.inputs).toEqual({
      lattice: 'lattice',
      nixpkgs: 'nixpkgs',
    });
  });
});

describe('files that git left empty', () => {
  const more = `${lattice()}\n[node.more]\ntemplate = "shell"\n`;
  beforeEach(async () => {
    commit();
    await project.write('lattice.toml', more);
    await project.run('generate');
    project.git('checkout', '--quiet', '.');
    expect(await readFile(join(project.root, 'generated/more/flake.nix'), 'utf8')).toBe('');
  });

  test('are nobody’s edit when their node comes back', async () => {
    await project.write('lattice.toml', more);
    expect(await project.run('generate')).toMatchObject({ status: 0 });
    expect(await readFile(join(project.root, 'generated/more/flake.nix'), 'utf8')).not.toBe('');
    expect((await project.run('check')).status).toBe(0);
  });

  test('are told of while they are of no node, and the mend takes them away', async () => {
    const { status, out } = await project.run('doctor');
    expect(status).toBe(1);
    const [, mend = ''] = /`generated\/more` is a flake of no node.*\n\s*mend: (.*?) {3}\(/.exec(out) ?? [];
    expect(mend).toContain('git rm');
    const { execFileSync } = await import('node:child_process');
    execFileSync('sh', ['-ec', mend], { cwd: project.root, stdio: 'pipe' });
    expect((await project.run('doctor')).out).not.toContain('generated/more');
    expect(project.git('status', '--short')).toBe('');
  });
});
