// Module hooks: take the address of a TypeScript source, give the JavaScript that ts-node makes of it.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { create } from 'ts-node';

const service = create({
  transpiler: 'ts-node/transpilers/swc',
  project: fileURLToPath(new URL('../../tsconfig.json', import.meta.url)),
  // The newest target that ts-node's transpiler by swc knows.
  compilerOptions: { target: 'es2022', noEmit: false, sourceMap: false, inlineSourceMap: true },
});

/**
 * Resolves workspace packages to their sources (the `source` condition of their exports), and `./x.js` to `./x.ts`.
 * @type {import('node:module').ResolveHook}
 */
export async function resolve(specifier, context, next) {
  const withSource = { ...context, conditions: [...context.conditions, 'source'] };
  const fromTypeScript = context.parentURL?.endsWith('.ts') && specifier.startsWith('.');
  if (!fromTypeScript || !specifier.endsWith('.js')) return next(specifier, withSource);
  try {
    return await next(specifier.replace(/\.js$/, '.ts'), withSource);
  } catch {
    return next(specifier, withSource);
  }
}

/**
 * @type {import('node:module').LoadHook}
 */
export async function load(url, context, next) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
  const file = fileURLToPath(url);
  const source = service.compile(await readFile(file, 'utf8'), file);
  return { format: 'module', source, shortCircuit: true };
}
