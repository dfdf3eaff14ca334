// Makes this process able to import TypeScript; used as `node --import ./tools/run-typescript/register.mjs FILE.ts`.
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';

// Without places of their own, the caches of ts-node and swc lie in the system's temporary folder and in HOME.
/** @param {string} name */
const cache = (name) => fileURLToPath(new URL(`../../.nx/${name}`, import.meta.url));
process.env.V8_COMPILE_CACHE_CACHE_DIR ??= cache('v8-compile-cache');
process.env.SWC_NATIVE_BINDING_CACHE ??= cache('swc-native');

register('./hooks.mjs', import.meta.url);
