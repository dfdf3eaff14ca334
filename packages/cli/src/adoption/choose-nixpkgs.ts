// Decides which nixpkgs a lattice begins with: takes the flakes that are adopted with their locks, gives the one that most of
// them are locked to, pinned so.
import { join, relative } from 'node:path';
import type { CommandIo } from '@flake-lattice/command-shell';
import { faultsOfPins, readLatticeText } from '@flake-lattice/config-builder';
import { CodedError } from '@flake-lattice/errors';
import { isFollows, type LockNode, resolveFolder } from '@flake-lattice/nix-text';
import { chooseNixpkgs } from '../init/choose-nixpkgs.js';
import { referenceUrl } from '../init/reference-url.js';
import type { AdoptionGround } from './ground.js';
import type { AdoptedFlakePlan } from './plan-flakes.js';
import { renderBegin } from './render-begin.js';

export interface Nixpkgs {
  readonly url: string;
  readonly pin?: string;
}

/** @throws CodedError USAGE where no flake has nixpkgs, LOCK_FAILED where it was never locked and Nix cannot reach it */
export async function chooseAdoptedNixpkgs(
  flakes: readonly AdoptedFlakePlan[],
  ground: AdoptionGround,
  { named, onProgress }: { readonly named?: string | undefined; readonly onProgress: (text: string) => void },
  io: CommandIo,
): Promise<Nixpkgs> {
  const isFixed = async (url: string) => {
    const text = renderBegin({ output: ground.outputName, nixpkgs: { url } });
    return faultsOfPins(await readLatticeText(text, ground.lattice.file, ground.lattice.shown)).length === 0;
  };
  const found = named === undefined ? mostCommon(flakes, ground) : { url: named };
  if (found === undefined) throw noNixpkgs();
  if (await isFixed(found.url)) return { url: found.url };
  if (found.pin !== undefined && (await isFixed(found.pin))) return found;
  const choice = { hostTools: false, named: found.url, isFixed, onProgress };
  const { url, pin } = await chooseNixpkgs(choice, io);
  return pin === undefined ? { url } : { url, pin };
}

function mostCommon(flakes: readonly AdoptedFlakePlan[], ground: AdoptionGround): Nixpkgs | undefined {
  const counts = new Map<string, { readonly nixpkgs: Nixpkgs; count: number }>();
  for (const { flake, lock } of flakes) {
    const entry = lock?.inputs.get('nixpkgs');
    if (!entry || isFollows(entry)) continue;
    const nixpkgs = nixpkgsOf(entry, flake.at, ground);
    if (!nixpkgs) continue;
    const key = nixpkgs.pin ?? nixpkgs.url;
    const known = counts.get(key);
    if (known) known.count += 1;
    else counts.set(key, { nixpkgs, count: 1 });
  }
  return [...counts.values()].sort((one, other) => other.count - one.count)[0]?.nixpkgs;
}

/** A relative path, as lattice.toml has to write it. */
function nixpkgsOf(
  { locked, original, parent }: LockNode,
  at: string,
  { repository, folder }: AdoptionGround,
): Nixpkgs | undefined {
  if (parent) {
    const target = resolveFolder(at, String(original.path));
    if (target === undefined) return undefined;
    const way = relative(folder, join(repository.root, target)) || '.';
    return { url: `path:${way.startsWith('.') ? way : `./${way}`}` };
  }
  const url = referenceUrl(original);
  if (url === undefined) return undefined;
  const pin = locked === original ? undefined : referenceUrl(locked);
  return pin === undefined ? { url } : { url, pin };
}

function noNixpkgs(): CodedError {
  return new CodedError({
    code: 'USAGE',
    message: 'none of the flakes has an input `nixpkgs`, and generated flakes need one',
    hint: 'name one: flake-lattice adopt PATH… --nixpkgs URL',
  });
}
