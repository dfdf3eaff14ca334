// Splits a crate: takes its folder and what is asked for, gives the whole split, judged by rustc, with its report.
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { CodedError } from '@flake-lattice/errors';
import type { Cargo } from '@flake-lattice/programs';
import { buildSplit } from './build-split.js';
import { readCrates } from './cargo/read-crates.js';
import { withContents, withCrates, withRecord } from './finish-split.js';
import { judgeSplit } from './judge/judge-split.js';
import { refuseSplit } from './judge/refuse-split.js';
import { writePackages } from './judge/write-packages.js';
import { type LinkedCrate, linkCrate } from './link-crate.js';
import type { Repairs } from './plan/plan-groups.js';
import { closeFeatures } from './read/close-features.js';
import { type ReadCrate, readCrate } from './read/read-crate.js';
import { hashPlan, parseRecord, recordFile, type SplitRecord } from './record.js';
import type { CrateSplit, Granularity } from './split.js';
import { loadRustParser } from './syntax/rust-parser.js';
import { cappedLints, findCargoConfigs } from './verify/cargo-configs.js';
import { copyCrate } from './verify/copy-crate.js';
import type { Cut } from './verify/cut.js';
import { type CrateCut, cutCrate } from './verify/cut-crate.js';
import { callCargo } from './verify/cut-surroundings.js';
import { findMissing } from './verify/find-missing.js';
import type { CargoSurroundings, FeatureSelection } from './verify/test-run.js';

export interface SplitRequest extends Omit<CargoSurroundings, 'targetFolder' | 'cargo'> {
  /** Called where cargo is needed: not where an earlier split can be followed. */
  readonly findCargo: () => Promise<Cargo>;
  /** The crate: an absolute path. */
  readonly folder: string;
  /** Where the facade is to lie: an absolute path. Nothing is written there. */
  readonly facadeFolder: string;
  readonly granularity: Granularity;
  readonly maxBytes?: number;
  readonly header: readonly string[];
  /** Also cuts tests that cannot be run, so that those of both sides can be compared. */
  readonly isToBeVerified: boolean;
  readonly onStep?: (step: string) => void;
}

export interface SplitOutcome {
  readonly split: CrateSplit;
  readonly declarations: number;
  /** How often rustc was asked. */
  readonly rounds: number;
  readonly repairs: Repairs;
  readonly cuts: readonly Cut[];
  readonly tests: { readonly kept: number; readonly of: number } | undefined;
  /** Milliseconds by step. */
  readonly times: Readonly<Record<string, number>>;
  /** Folders with the crate as it was split, and with the packages; both go with `remove`. */
  readonly original: string;
  readonly packages: string;
  /** For what cargo builds of either. */
  readonly originalTarget: string;
  readonly targetFolder: string;
  readonly remove: () => Promise<void>;
}

export async function splitCrate(request: SplitRequest): Promise<SplitOutcome> {
  const work = mkdtempSync(join(tmpdir(), 'flake-lattice-split-'));
  const remove = () => rm(work, { recursive: true, force: true });
  try {
    return { ...(await splitWithin(work, request)), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function splitWithin(work: string, request: SplitRequest): Promise<Omit<SplitOutcome, 'remove'>> {
  const { folder, onStep = () => undefined } = request;
  const targetFolder = join(work, 'target');
  const originalTarget = join(work, 'target-original');
  const times: Record<string, number> = {};
  const timed = async <Value>(step: string, run: () => Promise<Value> | Value): Promise<Value> => {
    onStep(step);
    const start = performance.now();
    const value = await run();
    times[step] = performance.now() - start;
    return value;
  };
  const parse = await loadRustParser();
  const choices = {
    granularity: request.granularity,
    ...(request.maxBytes === undefined ? {} : { maxBytes: request.maxBytes }),
    header: request.header,
  };
  const place = (path: string, at: string) =>
    relative(join(request.facadeFolder, at), resolve(folder, path)) || '.';
  // Whatever is no crate that can be split is told before anything is copied.
  const asWritten = readCrate(folder, parse);
  refuseUnknownFeatures(asWritten, request.features ?? {});
  const record = request.isToBeVerified ? undefined : readRecord(request.facadeFolder);
  if (record && standsAlone(asWritten)) {
    const linked = await timed('reading the crate', () => linkCrate(asWritten));
    if (hashPlan(linked, choices, request.features ?? {}) === record.plan) {
      const built = buildSplit(
        linked,
        { ...choices, granularity: record.granularity, repairs: record.repairs, placePath: place },
        parse,
      );
      const features = closeFeatures(linked.manifest.features, request.features ?? {});
      return outcome({
        split: {
          ...withContents(withRecord(built.split, record, request.header), folder),
          features,
          crates: [],
        },
        linked,
        repairs: record.repairs,
      });
    }
  }
  const surroundings: CargoSurroundings = {
    cargo: await request.findCargo(),
    env: request.env,
    configs: request.configs ?? (await findCargoConfigs(folder)),
    ...(request.features ? { features: request.features } : {}),
    targetFolder,
  };
  const original = join(work, 'original');
  const cut = await timed('copying the crate', () =>
    copyOrCut(folder, original, request.isToBeVerified, {
      ...surroundings,
      configs: [...(surroundings.configs ?? []), cappedLints],
      targetFolder: originalTarget,
    }),
  );
  const linked = await timed('reading the crate', () => linkCrate(readCrate(original, parse)));
  const plan = hashPlan(linked, choices, request.features ?? {});
  const packages = join(work, 'packages');
  const known = record?.plan === plan ? record : undefined;
  const judged =
    known === undefined
      ? await timed('asking rustc', () => judge(linked, packages))
      : { granularity: known.granularity, repairs: known.repairs, rounds: 0 };
  const final = { ...choices, granularity: judged.granularity, repairs: judged.repairs };
  const tested = buildSplit(linked, { ...final, placePath: (path) => path }, parse);
  await writePackages(tested.split, packages);
  const resolved = await timed('resolving dependencies', async () =>
    readCrates(packages, linked.manifest.name, await hostTriple(packages, surroundings), surroundings),
  );
  const placed = buildSplit(linked, { ...final, placePath: place }, parse);
  const recorded = withRecord(
    placed.split,
    { plan, granularity: judged.granularity, repairs: judged.repairs },
    request.header,
  );
  return outcome({
    split: withContents(withCrates(recorded, resolved), folder),
    linked,
    repairs: judged.repairs,
    rounds: judged.rounds,
    cut,
  });

  async function judge(of: LinkedCrate, packagesFolder: string) {
    const judgement = await judgeSplit(withoutTests(of), { ...choices, placePath: (path) => path }, parse, {
      ...surroundings,
      folder: packagesFolder,
      onRound: (round, errors) =>
        onStep(`rustc, round ${round}: ${errors.length === 0 ? 'all compiles' : `${errors.length} errors`}`),
    });
    if (judgement.errors.length > 0)
      throw await refuseSplit(join(work, 'original'), of, judgement.errors, surroundings);
    return {
      granularity: judgement.built.split.granularity,
      repairs: judgement.repairs,
      rounds: judgement.rounds,
    };
  }

  function outcome(found: {
    readonly split: CrateSplit;
    readonly linked: LinkedCrate;
    readonly repairs: Repairs;
    readonly rounds?: number;
    readonly cut?: CrateCut | undefined;
  }): Omit<SplitOutcome, 'remove'> {
    return {
      split: found.split,
      declarations: found.linked.declarations.filter(({ item }) => item.kind !== 'impl').length,
      rounds: found.rounds ?? 0,
      repairs: found.repairs,
      cuts: found.cut?.cuts ?? [],
      tests: found.cut?.tests,
      times,
      original: join(work, 'original'),
      packages: join(work, 'packages'),
      originalTarget,
      targetFolder,
    };
  }
}

/** One of a dependency, `serde/derive`, is for cargo to know. @throws CodedError FEATURE_UNKNOWN */
function refuseUnknownFeatures({ manifest }: ReadCrate, { names = [] }: FeatureSelection): void {
  const unknown = names.find(
    (name) => name !== 'default' && !name.includes('/') && !manifest.features.has(name),
  );
  if (unknown === undefined) return;
  const known = [...manifest.features.keys()].filter((name) => name !== 'default');
  throw new CodedError({
    code: 'FEATURE_UNKNOWN',
    message: `\`${manifest.name}\` has no feature \`${unknown}\``,
    hint: known.length === 0 ? 'it has none at all: leave the features out' : `one of: ${known.join(', ')}`,
  });
}

function readRecord(facadeFolder: string): SplitRecord | undefined {
  const file = join(facadeFolder, recordFile);
  return existsSync(file) ? parseRecord(readFileSync(file, 'utf8')) : undefined;
}

/** Nothing has to be asked of cargo: neither it nor its tests use another crate, and it takes nothing from a workspace. */
function standsAlone({ folder, manifest }: ReadCrate): boolean {
  const { dependencies, buildDependencies, devDependencies } = manifest;
  const text = readFileSync(join(folder, 'Cargo.toml'), 'utf8');
  return (
    [dependencies, buildDependencies, devDependencies].every(({ length }) => length === 0) &&
    !/\bworkspace\s*=\s*true\b/.test(text)
  );
}

/** The judge has no use for what tests need, which may not be there. */
function withoutTests(linked: LinkedCrate): LinkedCrate {
  return { ...linked, manifest: { ...linked.manifest, devDependencies: [] } };
}

async function copyOrCut(
  folder: string,
  target: string,
  isToBeVerified: boolean,
  surroundings: CargoSurroundings,
) {
  if (!isToBeVerified) {
    const manifest = await copyCrate(folder, target, surroundings);
    if ((await findMissing(target, manifest, surroundings)).length === 0) return undefined;
  }
  return cutCrate(folder, target, surroundings);
}

async function hostTriple(folder: string, { cargo, env }: CargoSurroundings): Promise<string> {
  const { stdout } = await callCargo(folder, ['version', '--verbose'], { cargo, env });
  return /^host: (\S+)$/m.exec(stdout)?.[1] ?? '';
}
