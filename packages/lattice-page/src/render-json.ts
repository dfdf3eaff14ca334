// Takes a diagram, gives it as JSON, for programs that draw or count by themselves.
import type { Diagram } from './diagram.js';

export function renderDiagramJson(diagram: Diagram): string {
  return `${JSON.stringify(diagram, undefined, 2)}\n`;
}
