export { applyEdits, type TextEdit } from './edit/text-edit.js';
export { planEdits } from './plan-edits.js';
export { renderRoot } from './render-root.js';
export type { EditRequest, InputRequest, Plan } from './request.js';
