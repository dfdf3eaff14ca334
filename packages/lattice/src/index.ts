export { type CanonicalPaths, canonicalPaths } from './canonical-paths.js';
export { stronglyConnectedComponents } from './components.js';
export type { Edges } from './edges.js';
export { findCycle } from './find-cycle.js';
export { joinOf, meetOf, type Selection } from './join-meet.js';
export { type Follow, planFollows } from './plan-follows.js';
export { buildPoset, type Poset } from './poset.js';
