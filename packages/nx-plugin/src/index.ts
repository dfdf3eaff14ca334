export { createDependencies } from './create-dependencies.js';
export { createNodes } from './create-nodes.js';
export { configFiles } from './graph/generated-trees.js';
export type { PluginOptions } from './plugin-options.js';
