// For tests: plans and renders a whole lattice, as the command would, and writes nothing.
import {
  buildNodeConfigs,
  edgesOf,
  type Lattice,
  readLattice,
  renderNodeConfig,
} from '@flake-lattice/config-builder';
import { buildPoset, type Poset } from '@flake-lattice/lattice';
import { createFlakeRenderer } from './flake-renderer.js';
import { planHub } from './plan-hub.js';
import { type NodeFlakePlan, planNodeFlake } from './plan-node-flake.js';

export interface LatticePlans {
  readonly lattice: Lattice;
  readonly poset: Poset;
  readonly plans: ReadonlyMap<string, NodeFlakePlan>;
  /** Contents by path from the output folder. */
  readonly files: ReadonlyMap<string, string>;
}

/** @param file absolute path of lattice.toml */
export async function planAll(file: string): Promise<LatticePlans> {
  const lattice = await readLattice(file, 'lattice.toml');
  const poset = buildPoset(edgesOf(lattice));
  const configs = buildNodeConfigs(lattice, poset);
  const renderer = createFlakeRenderer();
  const plans = new Map<string, NodeFlakePlan>();
  const files = new Map<string, string>();
  for (const [name, config] of configs) {
    const plan = planNodeFlake({ lattice, poset, name, config });
    plans.set(name, plan);
    files.set(`${name}/config.toml`, renderNodeConfig(lattice, name, config));
    files.set(`${name}/flake.nix`, renderer.renderNodeFlake(plan).join(''));
  }
  files.set('flake.nix', renderer.renderHub(planHub(lattice, poset, plans)).join(''));
  return { lattice, poset, plans, files };
}
