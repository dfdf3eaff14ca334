// For tests and benches: the text of a lattice.toml with many nodes, of the shape that repositories have.

export interface LatticeShape {
  readonly nodes: number;
  /** Gives numbers from 0 up to 1, 1 left out; the same ones for the same seed. */
  readonly random: () => number;
  /** Lines below `[inputs.nixpkgs]`. */
  readonly nixpkgs?: string;
}

/**
 * Groups of twenty nodes over one seed: the first of each group is a base, every other node extends one to three of the
 * ten before it in its group. The nodes below one are some dozens at most, whatever the number of nodes.
 */
export function latticeText({ nodes, random, nixpkgs = 'url = "path:./nixpkgs"' }: LatticeShape): string {
  const sections = [
    `[lattice]\nschema = 1\nsystems = ["x86_64-linux", "aarch64-linux"]\n`,
    `[inputs.nixpkgs]\n${nixpkgs}\n`,
    `[config.rust]\nchannel = "stable"\n`,
    `[node.config-seed]\ndescription = "The seed"\n`,
  ];
  for (let index = 1; index < nodes; index++) {
    const place = (index - 1) % 20;
    const below = place === 0 ? ['config-seed'] : chooseBelow(index, place, random);
    sections.push(
      [
        `[node.${nameOf(index)}]`,
        `description = "The node number ${index}"`,
        `extends = [${below.map((name) => `"${name}"`).join(', ')}]`,
        `template = "${place % 4 === 3 ? 'config' : 'shell'}"`,
        ...(place % 4 === 3 ? [] : [`packages = ["jq", "git"]`]),
        `[node.${nameOf(index)}.config.own-${index}]`,
        `level = ${place}`,
        '',
      ].join('\n'),
    );
  }
  return sections.join('\n');
}

function chooseBelow(index: number, place: number, random: () => number): readonly string[] {
  const count = 1 + Math.floor(random() * 3);
  const reach = Math.min(place, 10);
  const chosen = Array.from({ length: count }, () => nameOf(index - 1 - Math.floor(random() * reach)));
  return [...new Set(chosen)].sort();
}

function nameOf(index: number): string {
  return `node-${index}`;
}
