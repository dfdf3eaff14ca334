// Rolls the types of a package up into one file: takes its `index.ts`, gives the text of a declaration with the types of all
// packages of the workspace inside.
import { join } from 'node:path';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';

/** @param sourceOf gives the path of the `index.ts` of a package of the workspace, and nothing for any other */
export async function bundleTypes(
  root: string,
  entry: string,
  sourceOf: (name: string) => string | undefined,
): Promise<string> {
  const bundle = await rollup({
    input: entry,
    external: (id) => /^[^./]/.test(id) && sourceOf(id) === undefined,
    plugins: [
      { name: 'packages-of-the-workspace', resolveId: (id) => sourceOf(id) ?? null },
      dts({
        tsconfig: join(root, 'tsconfig.json'),
        compilerOptions: { declarationMap: false, noEmit: false },
      }),
    ],
  });
  try {
    const { output } = await bundle.generate({ format: 'es' });
    // Not all who type-check a lattice.config.ts have the types of Node; a Buffer is an array of bytes to them.
    return output[0].code.replace(/\bBuffer\b/g, 'Uint8Array');
  } finally {
    await bundle.close();
  }
}
