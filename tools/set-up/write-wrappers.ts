// Writes the programs of `.toolchain/bin`: takes the Nix and the compilers to start, says whether anything changed.
import { existsSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { findNixKin, nixKin } from './nix-kin.js';
import type { Sandbox } from './sandbox.js';
import type { StorePaths, ToolchainPaths } from './toolchain-paths.js';
import {
  compilerWrapper,
  emptyRegistry,
  nixConfiguration,
  passingWrapper,
  privateStoreWrapper,
} from './wrapper-text.js';
import { writeText } from './write-text.js';

export interface NixWrappers {
  /** Absolute path of the `nix` to start. */
  readonly program: string;
  /** Absolute path of the folder to fill. */
  readonly bin: string;
  /** The store in the clone; the machine's own where there is none. */
  readonly store?: StorePaths;
  /** Whether names of flakes are looked up in the machine's registry. */
  readonly registry: boolean;
  readonly paths: ToolchainPaths;
  /** Of the store in the clone. */
  readonly sandbox?: Sandbox;
}

export async function writeNixWrappers({
  program,
  bin,
  store,
  registry,
  paths,
  sandbox,
}: NixWrappers): Promise<boolean> {
  const { configuration, home } = paths;
  const changes = [
    await writeText(join(configuration, 'registry.json'), emptyRegistry),
    await writeText(
      join(configuration, 'nix.conf'),
      nixConfiguration(registry ? undefined : join(configuration, 'registry.json'), sandbox),
    ),
  ];
  await mkdir(home, { recursive: true });
  const kin = await findNixKin(program);
  for (const name of ['nix', ...nixKin]) {
    const target = kin.get(name);
    const file = join(bin, name);
    if (target === undefined) {
      await rm(file, { force: true });
      continue;
    }
    const text = store
      ? privateStoreWrapper({
          program: target,
          paths: store,
          configuration,
          home,
          sandboxPaths: sandbox?.paths ?? [],
        })
      : passingWrapper(target);
    changes.push(await writeText(file, text, 0o755));
  }
  return changes.includes(true);
}

/** Programs whose compiler is not there are taken away, so that the machine's own are found. */
export async function writeCompilerWrappers({ bin, rust, cc }: ToolchainPaths): Promise<boolean> {
  const [rustBin, ccBin] = [join(rust, 'bin'), join(cc, 'usr', 'bin')];
  const wanted = new Map<string, string>();
  if (existsSync(join(rustBin, 'rustc'))) {
    const defaults = { RUSTC: join(rustBin, 'rustc'), RUSTDOC: join(rustBin, 'rustdoc') };
    wanted.set('rustc', compilerWrapper({ program: join(rustBin, 'rustc'), bin }));
    wanted.set('rustdoc', compilerWrapper({ program: join(rustBin, 'rustdoc'), bin }));
    wanted.set('cargo', compilerWrapper({ program: join(rustBin, 'cargo'), bin, defaults }));
  }
  if (existsSync(join(ccBin, 'gcc'))) {
    const args = [`--sysroot=${cc}`, `-B${ccBin}/`];
    wanted.set('cc', compilerWrapper({ program: join(ccBin, 'gcc'), bin, args }));
  }
  const changes: boolean[] = [];
  for (const name of ['rustc', 'rustdoc', 'cargo', 'cc']) {
    const text = wanted.get(name);
    if (text !== undefined) changes.push(await writeText(join(bin, name), text, 0o755));
    else if ((await readdir(bin).catch(() => [] as string[])).includes(name)) {
      await rm(join(bin, name));
      changes.push(true);
    }
  }
  return changes.includes(true);
}
