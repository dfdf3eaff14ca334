export { type FlakeChoices, type GeneratedFlake, generateFlake } from './generate-flake.js';
export { placeReference } from './place-reference.js';
export { type FlakePlan, planFlake } from './plan-flake.js';
export { builtInTemplates, renderFlake } from './render-flake.js';
export { renderTemplate } from './render-template.js';
export { templateData } from './template-data.js';
export { type WrittenFlake, writeFlake } from './write-flake.js';
