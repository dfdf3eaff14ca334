// Makes this process able to import TypeScript; used as `node --import ./tools/run-typescript/register.mjs FILE.ts`.
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';

// Without a place of its own, the compile cache that ts-node brings lies in the temporary folder of the system.
process.env.V8_COMPILE_CACHE_CACHE_DIR ??= fileURLToPath(
  new URL('../../.nx/v8-compile-cache', import.meta.url),
);

register('./hooks.mjs', import.meta.url);
