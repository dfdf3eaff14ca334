// Tells templates apart without colour: takes the template of a node, gives a shape with a letter, and a hue.

export interface TemplateSymbol {
  readonly letter: string;
  /** Corners around the middle within a square from -1 to 1; none for a circle. */
  readonly corners: readonly (readonly [x: number, y: number])[];
  /** What a legend calls it. */
  readonly word: string;
  /** On a light ground and on a dark one. */
  readonly colour: readonly [light: string, dark: string];
}

function polygon(count: number, turn: number): readonly (readonly [number, number])[] {
  return Array.from({ length: count }, (_, index) => {
    const angle = ((index + turn) / count) * 2 * Math.PI - Math.PI / 2;
    return [round(Math.cos(angle)), round(Math.sin(angle))] as const;
  });
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000 + 0;
}

const square = [
  [-0.82, -0.82],
  [0.82, -0.82],
  [0.82, 0.82],
  [-0.82, 0.82],
] as const;

const known: Readonly<Record<string, TemplateSymbol>> = {
  config: { letter: 'C', corners: [], word: 'config', colour: ['#56606f', '#a9b4c4'] },
  shell: { letter: 'S', corners: square, word: 'shell', colour: ['#2563a8', '#7db4f0'] },
  package: { letter: 'P', corners: polygon(6, 0), word: 'package', colour: ['#8a5306', '#e0ad5c'] },
  check: { letter: 'K', corners: polygon(4, 0), word: 'check', colour: ['#23704a', '#74c898'] },
  facade: { letter: 'F', corners: polygon(5, 0), word: 'facade of a crate', colour: ['#a2304f', '#f090a8'] },
  unit: { letter: 'U', corners: polygon(8, 0.5), word: 'unit of a crate', colour: ['#0c6f78', '#62c4cc'] },
  adopted: { letter: 'A', corners: polygon(5, 0.5), word: 'adopted flake', colour: ['#7a3b8f', '#d0a0e0'] },
  crate: { letter: 'R', corners: polygon(6, 0.5), word: 'whole crate', colour: ['#6b5b45', '#c9b596'] },
};

const own: TemplateSymbol = {
  letter: 'T',
  corners: polygon(3, 0),
  word: 'own template',
  colour: ['#6b3fa0', '#c3a3f0'],
};

export function symbolOf(template: string): TemplateSymbol {
  return Object.hasOwn(known, template) ? (known[template] as TemplateSymbol) : own;
}

/** Letters and marks of states, which are drawn beside a node. */
export const buildMarks = {
  queued: '…',
  building: '▶',
  built: '✓',
  present: '=',
  substituted: '↓',
  failed: '✕',
  skipped: '–',
  unknown: '?',
} as const;
