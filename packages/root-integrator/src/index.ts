export { applyEdits, type TextEdit } from './edit/text-edit.js';
export { type FlakeFile, readFlakeFile } from './flake-file.js';
export { type Integration, type IntegrationRequest, integrate, type Place } from './integrate.js';
export { planEdits } from './plan-edits.js';
export { type FollowLine, planFollowLines, textOfFollowLine } from './plan-follow-lines.js';
export { renderHubRoot } from './render-hub-root.js';
export { renderRoot } from './render-root.js';
export type { EditRequest, FollowsRequest, InputRequest, Plan, UrlRequest } from './request.js';
export { contentsOf, writeRoot } from './write-root.js';
