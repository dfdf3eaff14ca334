#!/usr/bin/env node
// Starts flake-lattice.
import { fileURLToPath } from 'node:url';
import { loadBundle } from '../dist/load-bundle.mjs';

const { run } = loadBundle(fileURLToPath(new URL('../dist/bundle/command.cjs', import.meta.url))).exports;
process.exitCode = await run(process.argv.slice(2));
