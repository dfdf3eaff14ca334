// Makes few files of many modules for Nx, which loads them in processes of its own: takes a package's folder and its modules,
// writes `dist/bundle/MODULE.cjs` from what each was compiled to.
import { cpSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundleOptions, withFiles } from './bundle-options.mjs';
import { bundleWorker } from './bundle-worker.mjs';

const [folder = '', ...modules] = process.argv.slice(2);
const dist = fileURLToPath(new URL(`../../${folder}/dist/`, import.meta.url));
const templates = fileURLToPath(new URL('../../packages/flake-template/templates', import.meta.url));

rmSync(`${dist}bundle`, { recursive: true, force: true });
await build({
  ...bundleOptions,
  entryPoints: modules.map((module) => `${dist}${module}.js`),
  outdir: `${dist}bundle`,
  outExtension: { '.js': '.cjs' },
  external: [...withFiles, 'nx'],
});
await bundleWorker(`${dist}bundle`);
// Where the modules of a bundle look for them: beside its folder.
cpSync(templates, `${dist}templates`, { recursive: true });
