// For tests: gives every property of fast-check the seed of this run, before any test begins.
import fc from 'fast-check';
import { seed } from './random.js';

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });
