// The checks of `doctor` on what is generated: known to git, up to date, whole, and nothing in its way.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine, quoteForShell } from '@flake-lattice/errors';
import { folderOfNode } from '@flake-lattice/flake-template';
import { type ComparedFile, findHeldLock } from '@flake-lattice/generated-tree';
import { staleRootLock } from '../generation/compare-lattice.js';
import { planLattice } from '../project/plan-lattice.js';
import { type Check, type Examination, type Finding, findingOf, someOf } from './check.js';
import { ifWell, type Patient } from './patient.js';

const generate = 'flake-lattice generate';

export const ignoredCheck: Check = {
  id: 'ignored',
  title: 'git does not ignore what is generated',
  run: async ({ lattice, repository, shown }) => {
    const [read, inside] = [await ifWell(lattice), await ifWell(repository)];
    if (!read || !inside) return undefined;
    const output = join(read.folder, read.output);
    const files = existsSync(output) ? [output, join(output, 'flake.nix')] : [output];
    const [ignored] = await inside.listIgnored(files);
    if (ignored === undefined) return [];
    return [
      {
        message: `git ignores \`${shown(ignored)}\`, so that what is generated is left out of commits`,
        mend: `take out the line that says so: git check-ignore --verbose --no-index ${quoteForShell(shown(ignored))}`,
      },
    ];
  },
};

export const linkCheck: Check = {
  id: 'links',
  title: 'there are no symbolic links in what is generated',
  run: async ({ lattice, shown }) => {
    const read = await ifWell(lattice);
    if (!read) return undefined;
    const output = join(read.folder, read.output);
    const own = new Set([...read.nodes.values()].filter(({ ejected }) => ejected).map(({ name }) => name));
    let links: readonly string[];
    try {
      links = findLinks(output, own).map((file) => shown(file));
    } catch (fault) {
      const { path = output, code } = fault as NodeJS.ErrnoException;
      return [
        {
          message: `\`${shown(path)}\` cannot be read: ${code}`,
          mend: `ls -ld ${quoteForShell(shown(path))}`,
        },
      ];
    }
    if (links.length === 0) return [];
    return [
      {
        message: `${someOf(links)}: nothing is written through symbolic links, and Nix copies them as they are`,
        mend: `rm -- ${commandLine(links)}`,
      },
    ];
  },
};

/** Absolute paths, sorted. */
function findLinks(folder: string, leave: ReadonlySet<string>): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !leave.has(name))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const place = join(folder, entry.name);
      if (entry.isSymbolicLink()) return [place];
      return entry.isDirectory() ? findLinks(place, new Set()) : [];
    });
}

/** Runs where the comparison can be had; what is wrong with the tree itself is told by {@link treeCheck}. */
async function compared(patient: Patient): Promise<readonly ComparedFile[] | undefined> {
  return (await ifWell(patient.comparison))?.files;
}

export const treeCheck: Check = {
  id: 'generated',
  title: 'what is generated is as lattice.toml says',
  run: async (patient) => {
    if (!(await ifWell(patient.plan))) return undefined;
    try {
      const { files, manifest } = await patient.comparison();
      const differing = files.filter(({ path, state }) => isDifferent(state) && !isLock(path));
      const paths = differing.map(({ path, state }) => `${path} (${state})`);
      if (paths.length === 0 && (manifest === 'missing' || manifest === 'stale')) {
        return [{ message: `the record of what is generated is ${manifest}`, mend: generate }];
      }
      if (paths.length === 0) return [];
      return [
        {
          message: `${paths.length} ${paths.length === 1 ? 'file is' : 'files are'} not as lattice.toml says: ${someOf(paths)}`,
          mend: `flake-lattice check --diff   (shows it)\n${generate}   (writes what is missing or stale)`,
        },
      ];
    } catch (fault) {
      return [findingOf(fault)];
    }
  },
};

export const untrackedCheck: Check = {
  id: 'untracked',
  title: 'git knows what is generated',
  run: async (patient) => {
    const comparison = await ifWell(patient.comparison);
    if (!comparison) return undefined;
    const paths = comparison.files.filter(({ state }) => state === 'untracked').map(({ path }) => path);
    if (paths.length === 0 && comparison.manifest !== 'untracked') return [];
    return [
      {
        message: `git does not know ${someOf(paths.length === 0 ? ['the record of what is generated'] : paths)}, and Nix sees only what git knows`,
        mend: generate,
      },
    ];
  },
};

export const lockCheck: Check = {
  id: 'locks',
  title: 'locks are up to date',
  run: async (patient): Promise<Examination> => {
    const [plan, files] = [await ifWell(patient.plan), await compared(patient)];
    if (!plan || !files) return undefined;
    const stale = files.filter(({ path, state }) => isLock(path) && isDifferent(state));
    const findings: Finding[] = stale.map(({ path, state }) => ({
      message: `\`${patient.shown(join(plan.project.output, path))}\` is ${state}`,
      mend: generate,
    }));
    const root = staleRootLock(plan);
    if (root) {
      const fact = root.before === undefined ? 'missing' : 'stale';
      findings.push({ message: `\`${patient.shown(root.file)}\` is ${fact}`, mend: generate });
    }
    return [...findings, ...(await staleOwnLocks(patient))];
  },
};

/** Locks of single nodes that nobody asked for, such as Nix leaves behind, and that hold no longer. */
async function staleOwnLocks(patient: Patient): Promise<readonly Finding[]> {
  const { project, locks } = await patient.plan();
  const lockOf = (name: string) => join(project.output, folderOfNode(project.packages, name), 'flake.lock');
  const isOwn = (name: string) => {
    const node = project.lattice.nodes.get(name);
    return node?.ejected || node?.flake !== undefined;
  };
  const strays = project.poset.elements.filter(
    (name) => !locks.nodes.has(name) && !isOwn(name) && existsSync(lockOf(name)),
  );
  if (strays.length === 0) return [];
  const asked = await planLattice(project, patient.io, { locked: strays });
  const outdated = strays.filter((name) => {
    const wanted = asked.locks.nodes.get(name);
    return wanted?.kind === 'text' && readIfThere(lockOf(name)) !== wanted.text;
  });
  return outdated.map((name) => ({
    message: `\`${patient.shown(lockOf(name))}\` was left behind by Nix, and holds no longer`,
    mend: `rm -- ${quoteForShell(patient.shown(lockOf(name)))}\nor keep it up to date from now on: flake-lattice lock ${name}`,
  }));
}

export const deadRunCheck: Check = {
  id: 'dead-runs',
  title: 'no run died before its end, or holds the lattice elsewhere',
  run: async ({ comparison, io, lattice, repository }) => {
    const [read, inside] = [await ifWell(lattice), await ifWell(repository)];
    if (!read || !inside) return undefined;
    const held = await findHeldLock(join(read.folder, read.output), { env: io.env, repository: inside });
    if (held && !held.isKnown) {
      const fact = `\`${held.holder}\` works on this lattice, and this machine cannot tell whether it lives`;
      return [{ code: 'RUN_LOCKED', message: fact, mend: held.hint }];
    }
    const found = await ifWell(comparison);
    if (!found) return undefined;
    if (!found.isInterrupted) return [];
    if (held) return [{ message: `a run is at work now: ${held.holder}`, mend: held.hint }];
    return [
      {
        message: 'a run died before its end; what it had not written is missing',
        mend: `${generate}   (completes it)`,
      },
    ];
  },
};

function isDifferent(state: ComparedFile['state']): boolean {
  return state !== 'unchanged' && state !== 'kept' && state !== 'untracked';
}

function isLock(path: string): boolean {
  return path === 'flake.lock' || path.endsWith('/flake.lock');
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw fault;
  }
}
