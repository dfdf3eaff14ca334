// For benches: the diagram of a lattice of many nodes, of the shape that repositories have.
import { buildPoset } from '@flake-lattice/lattice';
import type { Diagram } from '@flake-lattice/lattice-page';

/** Groups of twenty nodes over one seed, each node upon some of the ten before it. */
export function pageDiagram(count: number): Diagram {
  let seed = count;
  const random = () => {
    seed = (seed * 1103515245 + 12345) % 2 ** 31;
    return seed / 2 ** 31;
  };
  const nameOf = (index: number) => (index === 0 ? 'config-seed' : `node-${index}`);
  const edges = new Map<string, readonly string[]>([[nameOf(0), []]]);
  for (let index = 1; index < count; index++) {
    const place = (index - 1) % 20;
    const below = Array.from({ length: 1 + Math.floor(random() * 3) }, () =>
      nameOf(index - 1 - Math.floor(random() * Math.min(place, 10))),
    );
    edges.set(nameOf(index), place === 0 ? [nameOf(0)] : [...new Set(below)]);
  }
  const poset = buildPoset(edges);
  const nodes = poset.elements.map((name, index) => ({
    name,
    description: `The node ${name}`,
    rank: poset.rankOf(name),
    layer: 'flakes' as const,
    template: index % 4 === 3 ? 'config' : 'shell',
    ejected: false,
    extends: poset.extendsOf(name),
    covers: poset.coversOf(name),
    inputs: poset.extendsOf(name).map((input) => ({ name: input, reference: `path:../${input}` })),
    outputs: ['packages.<system>.default', 'devShells.<system>.default', 'checks.<system>'],
    files: [`generated/${name}/config.toml`, `generated/${name}/flake.nix`],
    config: [],
  }));
  return { schema: 1, lattice: 'lattice.toml', nodes };
}
