// Bundles modules of a package for users: takes its sources, writes `dist/bundle/MODULE.cjs`, and gives the packages of others
// that are inside.
import { join } from 'node:path';
import { build } from 'esbuild';
import { bundleOptions, inAscii } from '../bundle/bundle-options.mjs';
import { leftOutside } from './published-packages.js';

/** @returns folders of the packages in node_modules, from the root of the workspace, sorted */
export async function bundleModules(
  root: string,
  source: string,
  modules: readonly string[],
  target: string,
): Promise<readonly string[]> {
  const { metafile } = await build({
    ...bundleOptions,
    absWorkingDir: root,
    entryPoints: modules.map((module) => join(source, `${module}.ts`)),
    outdir: target,
    outExtension: { '.js': '.cjs' },
    // From sources: what lies in `dist` may be older.
    conditions: ['source'],
    // esbuild bundles the script of the page where there is none; here it lies beside the bundle.
    external: [...leftOutside, 'nx', 'esbuild'],
    ...inAscii,
    metafile: true,
  });
  const folders = Object.keys(metafile.inputs).flatMap(
    (file) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? [],
  );
  return [...new Set(folders)].sort();
}
