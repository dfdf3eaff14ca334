// Makes one command of many modules: takes a package's folder, writes `dist/bundle` from what it was compiled to.
// A command that loads one file, compiled beforehand, starts several times faster than one that loads hundreds.
import { execFileSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundleOptions, inAscii, withFiles } from './bundle-options.mjs';
import { bundleWorker } from './bundle-worker.mjs';

const [folder = ''] = process.argv.slice(2);
const dist = fileURLToPath(new URL(`../../${folder}/dist/`, import.meta.url));
const templates = fileURLToPath(new URL('../../packages/flake-template/templates', import.meta.url));
const pageScript = fileURLToPath(
  new URL('../../packages/lattice-page/dist/page-script.txt', import.meta.url),
);
const bundle = `${dist}bundle/command.cjs`;

rmSync(`${dist}bundle`, { recursive: true, force: true });
await build({
  ...bundleOptions,
  entryPoints: [`${dist}command.js`],
  outfile: bundle,
  external: withFiles,
  ...inAscii,
});
await bundleWorker(`${dist}bundle`);
// Where the modules of the bundle look for them: beside its folder, and beside itself.
cpSync(templates, `${dist}templates`, { recursive: true });
cpSync(pageScript, `${dist}bundle/page-script.txt`);
// In a process of its own, as a command runs.
execFileSync(process.execPath, [fileURLToPath(new URL('compile-bundle.mjs', import.meta.url)), bundle], {
  stdio: 'inherit',
});
