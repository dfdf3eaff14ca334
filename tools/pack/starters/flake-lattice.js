#!/usr/bin/env node
// Starts flake-lattice.
import { fileURLToPath } from 'node:url';
import { runInstalled } from '../dist/run-installed.mjs';

const bundle = fileURLToPath(new URL('../dist/bundle/command.cjs', import.meta.url));
process.exitCode = await runInstalled(bundle, process.argv.slice(2));
