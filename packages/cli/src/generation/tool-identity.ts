// Tells the built tool from any other build of it: takes where it lies, gives one line.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Written by `tools/pack`: what the package was built from. */
const identityOfPackage = '../build-identity.txt';

/**
 * Of a published package, what it says itself. Otherwise sizes and times of what every package was compiled to, and of the templates; nothing where the sources themselves
 * run, which change without a trace.
 */
export function toolIdentity(module: string = import.meta.url): string | undefined {
  const packed = readIfPresent(new URL(identityOfPackage, module));
  if (packed !== undefined) return packed;
  const [packages, inside] = fileURLToPath(module).split(/(?<=\/)(?=[^/]+\/dist\/)/);
  if (packages === undefined || inside === undefined) return undefined;
  const marks = readdirSync(packages)
    .sort()
    .flatMap((name) => [
      markOf(`${packages}${name}/dist/tsconfig.tsbuildinfo`),
      ...listIfPresent(`${packages}${name}/templates`).map(markOf),
    ]);
  return marks.join(' ');
}

function readIfPresent(file: URL): string | undefined {
  return statSync(file, { throwIfNoEntry: false }) ? readFileSync(file, 'utf8') : undefined;
}

function markOf(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false });
  return found ? `${found.size}:${found.mtimeMs}` : '-';
}

function listIfPresent(folder: string): readonly string[] {
  if (!statSync(folder, { throwIfNoEntry: false })) return [];
  return readdirSync(folder)
    .sort()
    .map((name) => `${folder}/${name}`);
}
