// Makes one command of many modules: takes a package's folder, writes `dist/bundle` from what it was compiled to.
// A command that loads a few files starts several times faster than one that loads hundreds.
import { cpSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const [folder = ''] = process.argv.slice(2);
const dist = fileURLToPath(new URL(`../../${folder}/dist/`, import.meta.url));
const templates = fileURLToPath(new URL('../../packages/flake-template/templates', import.meta.url));

rmSync(`${dist}bundle`, { recursive: true, force: true });
await build({
  entryPoints: { command: `${dist}command.js` },
  outdir: `${dist}bundle`,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // They bring files that they look for beside themselves.
  external: ['jiti', 'web-tree-sitter'],
  // Some dependencies are CommonJS, and ask for modules of Node by `require`.
  banner: {
    js: "import { createRequire as bundledRequire } from 'node:module'; const require = bundledRequire(import.meta.url);",
  },
  legalComments: 'none',
  logLevel: 'warning',
});
// Where the modules of the bundle look for them: beside its folder.
cpSync(templates, `${dist}templates`, { recursive: true });
