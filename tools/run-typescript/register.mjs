// Makes this process able to import TypeScript; used as `node --import ./tools/run-typescript/register.mjs FILE.ts`.
import { register } from 'node:module';

register('./hooks.mjs', import.meta.url);
