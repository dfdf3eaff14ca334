export type {
  BuildState,
  Diagram,
  DiagramBuild,
  DiagramElement,
  DiagramLayer,
  DiagramLeaf,
  DiagramNode,
} from './diagram.js';
export { layOut } from './layout.js';
export { type BuildsByNode, pageDataOf } from './page-data.js';
export { readPageScript } from './page-script.js';
export { renderDot } from './render-dot.js';
export { encodeData, type PageOptions, renderHtml } from './render-html.js';
export { renderDiagramJson } from './render-json.js';
export { renderMermaid } from './render-mermaid.js';
export { renderSvg } from './render-svg.js';
