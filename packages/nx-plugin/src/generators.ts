// The generators as Nx loads them.
export { type NodeOptions, node } from './generators/node.js';
export { sync } from './generators/sync.js';
