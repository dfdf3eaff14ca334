// `adopt` from outside: repositories of 5, 12 and 30 hand-written flakes become nodes, what they build stays the same, and all
// of it is taken back by one command.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeWithNix, newestNix } from '../testing/nixes.js';
import { snapshotTree } from '../testing/tree-snapshot.js';
import {
  countLockNodes,
  type Externals,
  evaluate,
  type FlakeRepository,
  foldersOf,
  makeExternals,
  makeFlakes,
  remove,
} from './adopt.fixture.js';
import { fiveFlakes, system, thirtyFlakes, twelveFlakes } from './adopt-shapes.fixture.js';

interface Case {
  readonly name: string;
  readonly flakes: typeof fiveFlakes;
  /** Which of the flakes have a lock. */
  readonly isLocked: (place: number) => boolean;
  /** Entries of all locks, before and after. */
  readonly entries: string;
}

const cases: readonly Case[] = [
  { name: 'five', flakes: fiveFlakes, isLocked: (place) => place % 3 !== 1, entries: '36 -> 20' },
  { name: 'twelve', flakes: twelveFlakes, isLocked: (place) => place % 3 !== 1, entries: '243 -> 82' },
  { name: 'thirty', flakes: thirtyFlakes, isLocked: () => true, entries: '1650 -> 342' },
];

type Evaluated = Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<string, Record<string, string>>>>>>
>;

describeWithNix('adopt', () => {
  let externals: Externals;
  beforeAll(() => {
    externals = makeExternals();
  });
  afterAll(() => remove(externals));

  describe.each(cases)('$name flakes', ({ name, flakes, isLocked, entries }) => {
    let repository: FlakeRepository;
    let folders: readonly string[];
    let locks: readonly string[];
    let before: Evaluated;
    let tree: Readonly<Record<string, string>>;
    let texts: ReadonlyMap<string, string>;

    beforeAll(async () => {
      const files = flakes(externals);
      folders = foldersOf(files);
      const locked = folders.filter((_, place) => isLocked(place));
      repository = makeFlakes(externals, name, files, locked);
      locks = locked.map((folder) => (folder === '' ? 'flake.lock' : `${folder}/flake.lock`));
      before = evaluate(repository, folders) as Evaluated;
      tree = await snapshotTree(repository.root);
      texts = new Map(Object.keys(files).map((path) => [path, repository.read(path)]));
    });

    test('a dry run shows what would change, and writes nothing', async () => {
      const { status, out } = await repository.run('adopt', '--dry-run');
      expect(status).toBe(0);
      expect(out).toContain('+++ b/lattice.toml');
      expect(out).toMatch(/^\+ .*\.follows = ".*";/m);
      expect(await snapshotTree(repository.root)).toEqual(tree);
      expect(repository.git('status', '--short')).toBe('');
    });

    test('all become nodes, and their locks get smaller', async () => {
      const counted = locks.map((lock) => countLockNodes(repository, lock));
      const { status, out, err } = await repository.run('adopt', '--yes');
      expect({ status, err: /error|fault/.exec(err) }).toEqual({ status: 0, err: null });
      const [total = ''] = /^all .*$/m.exec(out) ?? [];
      process.stderr.write(`${name} flakes, lock nodes: ${total.replace(/ +/g, ' ')}\n`);
      expect(total.replace(/ +/g, ' ')).toBe(`all ${entries}`);
      for (const [place, lock] of locks.entries()) {
        expect(countLockNodes(repository, lock)).toBeLessThanOrEqual(counted[place] as number);
      }
    });

    test('nothing in the flakes changes but lines that come in', () => {
      for (const [path, text] of texts) {
        const now = repository.read(path);
        const added = linesAdded(text, now);
        expect({ path, added: added?.filter((line) => !isFollow(line)) }).toEqual({ path, added: [] });
      }
      const changed = repository.git('status', '--short', '--untracked-files=all').trimEnd().split('\n');
      const others = changed.filter(
        (line) => !/(?:flake\.(?:nix|lock)|lattice\.toml| generated\/.*)$/.test(line),
      );
      expect(others).toEqual([]);
    });

    test('all outputs are the same derivations', () => {
      expect(evaluate(repository, folders)).toEqual(before);
    });

    test('Nix takes the locks as they are', () => {
      for (const [place, lock] of locks.entries()) {
        const text = repository.read(lock);
        repository.nix(
          'flake',
          'lock',
          `${repository.root}/${folders.filter((_, at) => isLocked(at))[place]}`,
        );
        expect({ lock, text: repository.read(lock) }).toEqual({ lock, text });
      }
    });

    test('through the hub, each is what it is by itself', async () => {
      const { nodes } = JSON.parse((await repository.run('list', '--json')).out) as {
        readonly nodes: readonly { readonly name: string; readonly flake: string }[];
      };
      expect(nodes).toHaveLength(folders.length);
      const hub = JSON.parse(
        repository.nix(
          ...['eval', '--json', `${repository.root}/generated#packages.${system}`],
          ...['--apply', 'builtins.mapAttrs (_: made: made.drvPath)'],
        ),
      ) as Readonly<Record<string, string>>;
      for (const node of nodes) {
        const own = before[node.flake === '.' ? '' : node.flake]?.packages?.[system]?.default;
        expect({ node: node.name, path: hub[node.name] }).toEqual({ node: node.name, path: own });
      }
    });

    test('what was generated is up to date, and there is nothing to adopt any more', async () => {
      expect(await repository.run('check')).toMatchObject({ status: 0 });
      expect(await repository.run('generate')).toMatchObject({ status: 0, out: '' });
      expect(await repository.run('adopt', '--yes')).toMatchObject({ status: 2 });
    });

    test('one command takes it back, every byte', async () => {
      const { status } = await repository.run('adopt', '--undo');
      expect(status).toBe(0);
      expect(await snapshotTree(repository.root)).toEqual(tree);
      expect(repository.git('status', '--short', '--untracked-files=all')).toBe('');
      expect(await repository.run('adopt', '--undo')).toMatchObject({
        status: 2,
        err: expect.stringContaining('ADOPTION_MISSING'),
      });
    });
  });
}, [newestNix]);

/** The lines that the new text has more; nothing where one of the old is gone. */
function linesAdded(before: string, after: string): readonly string[] | undefined {
  const old = before.split('\n');
  const added: string[] = [];
  let at = 0;
  for (const line of after.split('\n')) {
    if (line === old[at]) at += 1;
    // A binding beside others of its line.
    else if (old[at] !== undefined && withoutFollows(line) === withoutFollows(old[at] ?? '')) at += 1;
    else added.push(line);
  }
  return at === old.length ? added : undefined;
}

function withoutFollows(line: string): string {
  return line.replace(/ (?:[\w-]+\.)*inputs\.[\w.-]+\.follows = "[^"]*";/g, '');
}

function isFollow(line: string): boolean {
  return /^[\t ]*[\w.-]+\.follows = "[^"]*";$/.test(line);
}
