// Takes a TypeScript tool and its arguments; makes sure of the dependencies first, then runs the tool.
// The one way in for `npm start`, `npm test` and their like: it uses nothing but Node itself until npm has run.
import { pathToFileURL } from 'node:url';
import { ensureDependencies } from './set-up/dependencies.mjs';

await ensureDependencies();
await import('./run-typescript/register.mjs');
const [tool, ...args] = process.argv.slice(2);
if (tool === undefined) throw new Error('bootstrap.mjs takes the path of a tool');
const { run } = await import(pathToFileURL(tool).href);
process.exitCode = await run(args);
