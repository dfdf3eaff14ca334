// Code of the user's that prints, in lattice.config.ts and in a template: standard output holds the result alone.
import { join } from 'node:path';
import { runProgram } from '@flake-lattice/programs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type LatticeProject, makeLatticeProject } from '../testing/lattice-project.js';
import { environmentWith, newestNix, workspaceRoot } from '../testing/nixes.js';

const program = join(workspaceRoot, 'packages/cli/bin/flake-lattice.js');
const files = {
  'lattice.config.ts': `console.log('noise of', 'the file');
process.stdout.write('written by the file\\n');
export default {
  inputs: { nixpkgs: { url: 'path:./nixpkgs' } },
  node: { a: {}, b: { template: 'own.nix.eta' } },
};
`,
  'own.nix.eta': '<% console.log("noise of the template") %>{ outputs = _: { name = <%= it.name %>; }; }\n',
};

describe('code that prints', () => {
  let project: LatticeProject;
  beforeAll(async () => {
    project = await makeLatticeProject({ files });
  });
  afterAll(() => project.remove());

  const run = (...args: string[]) =>
    runProgram(process.execPath, [program, ...args], { cwd: project.root, env: environmentWith(newestNix) });

  test.each([['list'], ['check'], ['generate'], ['explain', 'b']])(
    '%s --json prints JSON alone, and what code printed is not lost',
    async (...args) => {
      const { stdout, stderr } = await run(...args, '--json');
      expect(JSON.parse(stdout)).toBeDefined();
      expect(stderr).toContain('noise of the file\nwritten by the file\n');
      if (args[0] === 'generate') expect(stderr).toContain('noise of the template\n');
    },
  );

  test('results for people stand on standard output as ever', async () => {
    const { stdout, stderr } = await run('list');
    expect(stdout).toMatch(/\ba\b.*\bb\b/s);
    expect(stdout).not.toMatch(/noise|written/);
    expect(stderr).toContain('noise of the file');
  });
});
