// Makes `.toolchain/bin/nix` work: takes the machine's own Nix, or brings one, and writes the wrappers.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError, isCodedError } from '@flake-lattice/errors';
import { isOlder } from '@flake-lattice/programs';
import { type ChosenNix, chooseNix, type FoundNix } from './choose-nix.js';
import { canBringPackages } from './debian-host.js';
import { isWhole, makePart, type Part, remake } from './make-part.js';
import { findNixKin } from './nix-kin.js';
import { fullNix, newestNixWanted } from './nix-suites.js';
import type { ChosenNixpkgs } from './nixpkgs.js';
import { privateNixPart, proveNix, readNixVersion } from './private-nix.js';
import { type Sandbox, settleSandbox } from './sandbox.js';
import type { SetUp, ToolchainNix } from './set-up-context.js';
import { writeNixWrappers } from './write-wrappers.js';

export interface NixResult {
  readonly nix: ToolchainNix;
  readonly changed: boolean;
  /** Absent where the machine's own Nix and store are used, which are configured by others. */
  readonly sandbox?: Sandbox;
}

/** @throws CodedError NIX_MISSING, NIX_TOO_OLD, PACKAGES_UNAVAILABLE, TOOLCHAIN_BROKEN, DISK_FULL */
export async function setUpNix(setUp: SetUp, nixpkgs: ChosenNixpkgs): Promise<NixResult> {
  const chosen = await chooseNix(setUp.env);
  return chosen.found ? useFound(setUp, nixpkgs, chosen.found) : usePrivate(setUp, nixpkgs, chosen);
}

async function useFound(setUp: SetUp, nixpkgs: ChosenNixpkgs, found: FoundNix): Promise<NixResult> {
  const { paths, report, env } = setUp;
  const ownStore = nixpkgs.kind === 'real';
  const sandbox = ownStore ? undefined : await settleSandbox(setUp, found.program);
  const changed = await writeNixWrappers({
    program: found.program,
    bin: paths.bin,
    ...(ownStore ? {} : { store: paths.nixStore }),
    registry: nixpkgs.kind === 'real',
    paths,
    ...(sandbox ? { sandbox } : {}),
  });
  const version = await readNixVersion(join(paths.bin, 'nix'), env);
  if (changed) {
    if (!ownStore) await proveNix(found.program, join(paths.work, 'proof'), env);
    report(`Nix ${version.text}: ${found.program}${ownStore ? '' : ', with a store of the clone’s own'}`);
    if (isOlder(version, fullNix))
      report(
        `Nix ${version.text} is older than 2.30: what goes through the root flake or the hub works; a node of the lattice built alone, and \`follows\` nested deeper than two, do not`,
      );
  }
  return {
    nix: { path: join(paths.bin, 'nix'), version, origin: found.origin },
    changed,
    ...(sandbox ? { sandbox } : {}),
  };
}

async function usePrivate(setUp: SetUp, nixpkgs: ChosenNixpkgs, { tooOld }: ChosenNix): Promise<NixResult> {
  const { paths, packages, env, report } = setUp;
  const part = privateNixPart({
    title: 'private Nix',
    place: paths.nix,
    work: paths.work,
    wanted: newestNixWanted,
    packages,
    env,
    report,
  });
  if (!(await isWhole(part)) && !(await canBringPackages(setUp))) throw nixMissing(tooOld);
  const program = join(paths.nix, 'bin', 'nix');
  let sandbox: Sandbox | undefined;
  const wrap = async () => {
    sandbox = await settleSandbox(setUp, program);
    return writeNixWrappers({
      program,
      bin: paths.bin,
      store: paths.nixStore,
      registry: nixpkgs.kind === 'real',
      paths,
      sandbox,
    });
  };
  const { changed, version } = await bringWorkingNix(setUp, part, wrap, paths.bin);
  return {
    nix: { path: join(paths.bin, 'nix'), version, origin: 'private' },
    changed,
    ...(sandbox ? { sandbox } : {}),
  };
}

/** A part may look whole and yet not run; then it is made once more before the user hears of it. */
export async function bringWorkingNix(
  setUp: SetUp,
  part: Part,
  wrap: () => Promise<boolean>,
  bin: string,
): Promise<{ readonly version: ToolchainNix['version']; readonly changed: boolean }> {
  const { paths, env, report } = setUp;
  const context = { work: paths.work, report };
  const made = await makePart(part, context);
  const wrapped = await wrap();
  if (wrapped && !made.changed) report(`${part.title}: writing its wrappers`);
  const changed = made.changed || wrapped;
  const wrapper = join(bin, 'nix');
  try {
    const kin = await findNixKin(join(part.place, 'bin', 'nix'));
    if (!kin.has('nix-instantiate')) throw new Error('nix-instantiate is missing');
    return { version: await readNixVersion(wrapper, env), changed };
  } catch (fault) {
    if (made.changed && isCodedError(fault)) throw fault;
    report(`${part.title}: it does not run, making it again`);
    await rm(join(part.place, 'stamp.json'), { force: true });
    await remake(part, context);
    await wrap();
    return { version: await readNixVersion(wrapper, env), changed: true };
  }
}

function nixMissing(tooOld: ChosenNix['tooOld']): CodedError {
  const hint =
    'install Nix 2.30 or newer (https://nixos.org/download), then: npm run set-up\nor set FLAKE_LATTICE_NIX to the absolute path of a `nix`';
  return tooOld
    ? new CodedError({
        code: 'NIX_TOO_OLD',
        message: `\`${tooOld.program}\` is Nix ${tooOld.version.text}; 2.26 is the oldest that works here`,
        hint,
      })
    : new CodedError({
        code: 'NIX_MISSING',
        message: 'no `nix` was found, and this machine has no apt to bring one with',
        hint,
      });
}
