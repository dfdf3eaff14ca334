export type {
  BuildState,
  Diagram,
  DiagramBuild,
  DiagramElement,
  DiagramLayer,
  DiagramLeaf,
  DiagramNode,
} from './diagram.js';
export { renderDot } from './render-dot.js';
export { renderDiagramJson } from './render-json.js';
export { renderMermaid } from './render-mermaid.js';
export { renderSvg } from './render-svg.js';
