import { describe, expect, test } from '@jest/globals';
import { readFlake } from '../flake-inputs/read-flake.js';
import { type DeclaredInputs, declaredInputsOf } from './declared-inputs.js';
import { findExternal } from './find-external.js';
import { isFollows, type Lock, type LockNode } from './lock.js';
import type { LockRequest } from './lock-request.js';
import { planLock } from './plan-lock.js';

const revision = 'a'.repeat(40);
const other = 'b'.repeat(40);

function declared(inputs: string): DeclaredInputs {
  const found = declaredInputsOf(readFlake(`{ inputs = { ${inputs} }; outputs = _: { }; }`));
  if (!found) throw new Error(`not read: ${inputs}`);
  return found;
}

/** @param flakes what is declared, by folder; the root's own under `''` */
function plan(flakes: Record<string, string>, more: Partial<LockRequest> = {}) {
  const all = new Map(Object.entries(flakes).map(([folder, inputs]) => [folder, declared(inputs)]));
  const flakeAt = (folder: string) => all.get(folder);
  const { folder = '' } = more;
  return planLock({ folder, inputs: declared(flakes[folder] ?? ''), flakeAt, ...more });
}

/** Each input path with what it is: `a/b -> c` for follows, else the reference, and the flake that declares it. */
function shown(result: ReturnType<typeof planLock>): readonly string[] {
  if (result.kind === 'needs-nix') return [`needs Nix for ${result.inputs.join(', ')}: ${result.reason}`];
  const lines: string[] = [];
  const show = (node: Lock | LockNode, path: string) => {
    for (const [name, input] of node.inputs) {
      if (isFollows(input)) {
        lines.push(`${path}${name} -> ${input.join('/')}`);
        continue;
      }
      const { path: way, rev, url } = input.locked;
      const from = input.parent ? ` of [${input.parent.join('/')}]` : '';
      lines.push(`${path}${name}: ${way ?? url ?? ''}${rev ? `@${String(rev)[0]}` : ''}${from}`);
      show(input, `${path}${name}/`);
    }
  };
  show(result.lock, '');
  return lines;
}

const git = (rev: string, inputs: LockNode['inputs'] = new Map(), more: object = {}): LockNode => ({
  locked: { type: 'git', url: 'file:///far', rev, ...more },
  original: { type: 'git', url: 'file:///far', ...more },
  inputs,
});
const far = 'git+file:///far';

describe('flakes of the repository', () => {
  test('are entries by relative path, with the path of the flake that declares them', () => {
    const flakes = {
      '': 'a.url = "path:./x/a"; files = { url = "./x"; flake = false; };',
      'x/a': 'b.url = "../b?dir=in";',
      'x/b/in': '',
    };
    expect(shown(plan(flakes))).toEqual(['a: ./x/a of []', 'a/b: ../b of [a]', 'files: ./x of []']);
    expect(shown(plan(flakes, { folder: 'x/a' }))).toEqual(['b: ../b of []']);
  });

  test('follow what they say, from the path of the flake that says it', () => {
    const flakes = {
      '': 'a.url = "./a"; c.follows = "a/c"; d.follows = "";',
      a: 'b.url = "./b"; c.follows = "b";',
      'a/b': '',
    };
    expect(shown(plan(flakes))).toEqual([
      'a: ./a of []',
      'a/b: ./b of [a]',
      'a/c -> a/b',
      'c -> a/c',
      'd -> ',
    ]);
  });

  test('are overridden by the outermost flake that says something of them, in its own folder', () => {
    const flakes = {
      '': 'a = { url = "./a"; inputs.b.inputs.c.url = "./of-root"; };',
      a: 'b = { url = "./b"; inputs.c.url = "./of-a"; };',
      'a/b': 'c.url = "./of-b";',
      'a/b/of-b': '',
      'a/of-a': '',
      'of-root': '',
    };
    expect(shown(plan(flakes))).toContain('a/b/c: ./of-root of []');
    expect(shown(plan({ ...flakes, '': 'a.url = "./a";' }))).toContain('a/b/c: ./of-a of [a]');
  });

  test('stay files where an override says nothing of that', () => {
    const flakes = {
      '': 'a = { url = "./a"; inputs.b.url = "./c"; };',
      a: 'b = { url = "./b"; flake = false; };',
    };
    const result = plan(flakes);
    expect(shown(result)).toContain('a/b: ./c of []');
    if (result.kind !== 'lock') throw new Error(result.reason);
    expect((result.lock.inputs.get('a') as LockNode).inputs.get('b')).toMatchObject({ flake: false });
  });

  test('are read again where they were locked, so that nothing is left of what they declared', () => {
    const before = plan({ '': 'a.url = "./a";', a: 'old.url = "./old";', 'a/old': '' });
    if (before.kind !== 'lock') throw new Error(before.reason);
    const flakes = { '': 'a.url = "./a";', a: 'new.url = "./new";', 'a/new': '' };
    const again = plan(flakes, { previous: before.lock });
    expect(shown(again)).toEqual(['a: ./a of []', 'a/new: ./new of [a]']);
  });
});

describe('flakes from elsewhere', () => {
  const subtree = new Map<string, LockNode | readonly string[]>([
    ['lib', git(other, new Map(), { ref: 'lib' })],
    ['tools', git(other, new Map([['lib', ['far', 'lib']]]))],
  ]);
  const previous: Lock = { inputs: new Map([['far', git(revision, subtree)]]) };

  test('keep what was locked, with all that is below', () => {
    expect(shown(plan({ '': `far.url = "${far}";` }, { previous }))).toEqual([
      'far: file:///far@a',
      'far/lib: file:///far@b',
      'far/tools: file:///far@b',
      'far/tools/lib -> far/lib',
    ]);
  });

  test('are Nix’s to lock where nothing is known, or another reference was', () => {
    const fresh = `needs Nix for far: \`${far}?ref=x\` is not locked yet`;
    expect(shown(plan({ '': `far.url = "${far}?ref=x";` }, { previous }))).toEqual([fresh]);
    const asFiles = `needs Nix for far: \`${far}\` is not locked yet`;
    expect(shown(plan({ '': `far = { url = "${far}"; flake = false; };` }, { previous }))).toEqual([asFiles]);
  });

  test('are taken from another lock, their follows along with them', () => {
    const lockedExternal = (url: string, flake: boolean) => findExternal(previous, url, flake);
    const flakes = { '': 'x.url = "./x"; far.follows = "x/far";', x: `far.url = "${far}";` };
    expect(shown(plan(flakes, { lockedExternal })).slice(-3)).toEqual([
      'x/far/lib: file:///far@b',
      'x/far/tools: file:///far@b',
      'x/far/tools/lib -> x/far/lib',
    ]);
  });

  test('are taken from the lock beside the flake that has them as inputs', () => {
    const lockAt = (folder: string) => (folder === 'x' ? previous : undefined);
    const result = plan({ '': 'x.url = "./x";', x: `far.url = "${far}";` }, { lockAt });
    expect(shown(result)).toContain('x/far/tools/lib -> x/far/lib');
  });

  test('have inputs overridden', () => {
    const inputs = `far = { url = "${far}"; inputs.lib.follows = "mine"; }; mine.url = "./mine";`;
    const result = plan({ '': inputs, mine: '' }, { previous });
    expect(shown(result)).toContain('far/lib -> mine');
    expect(shown(result)).toContain('far/tools/lib -> far/lib');
  });

  test('are read again by Nix where a follows has gone, or another flake takes the place of an input', () => {
    const followed = new Map([['lib', ['mine'] as const]]);
    const before: Lock = { inputs: new Map([['far', git(revision, followed)]]) };
    const without = { '': `far.url = "${far}"; mine.url = "./mine";`, mine: '' };
    expect(shown(plan(without, { previous: before }))[0]).toMatch(
      /^needs Nix for far: an input of .* follows another/,
    );
    const replaced = { '': `far = { url = "${far}"; inputs.lib.url = "./mine"; };`, mine: '' };
    expect(shown(plan(replaced, { previous }))[0]).toMatch(
      /^needs Nix for far\/lib: another flake is to take the place/,
    );
  });
});

describe('what Nix would refuse, or only Nix knows', () => {
  test.each([
    ['a.url = "./a";', 'a', 'only evaluation tells the inputs of the flake at `a`'],
    ['a.url = "../a";', 'a', '`../a` leads out of the repository'],
    ['a.url = "./b"; b.follows = "c";', 'b', 'it follows `c`, which does not exist or follows in a circle'],
    [
      'b.follows = "c"; c.follows = "b";',
      'b, c',
      'it follows `c`, which does not exist or follows in a circle',
    ],
    ['a.follows = "a";', 'a', 'it follows `a`, which does not exist or follows in a circle'],
    ['a.follows = "b/c d";', 'a', '`c d` is no name that a follows may hold'],
    [
      'a = { url = "./b"; inputs.x.follows = "a"; }; again.follows = "a/x/x";',
      'again',
      'it follows `a/x/x`, which does not exist or follows in a circle',
    ],
    ['a = { url = "./b"; follows = "b"; };', 'a', 'it has both a reference and a follows'],
    ['a = { };', 'a', '`a` is not locked yet'],
    ['a.url = "github:o/r";', 'a', '`github:o/r` is not locked yet'],
    ['a.url = "path:./b#x";', 'a', 'only Nix knows what `path:./b#x` stands for'],
    ['a.url = "path:./ü";', 'a', 'only Nix knows what `path:./ü` stands for'],
    ['a.url = "path:./b//c";', 'a', 'only Nix knows what `path:./b//c` stands for'],
    ['a.url = "path:./b?narHash=x";', 'a', 'only Nix knows what `path:./b?narHash=x` stands for'],
    ['a.url = "~/b";', 'a', 'only Nix knows what `~/b` stands for'],
    ['"a b".flake = true;', 'a b', 'only Nix knows what `a b` stands for'],
    ['a.rev = "x";', 'a', 'only Nix knows what `a` stands for'],
    [
      'c.url = "./c";',
      'c/x',
      'Nix takes `./c` for a circle, since a flake above is an input by the same reference',
    ],
  ])('%s', (inputs, at, reason) => {
    expect(shown(plan({ '': inputs, b: 'x.url = "../d";', c: 'x.url = "./c";', d: '' }))).toEqual([
      `needs Nix for ${at}: ${reason}`,
    ]);
  });

  test('a graph that doubles with each layer ends before it fills the memory', () => {
    const flakes: Record<string, string> = { '': 'a.url = "./0"; b.url = "./0";', 40: '' };
    for (let layer = 0; layer < 40; layer += 1) {
      flakes[layer] = `a.url = "../${layer + 1}"; b.url = "../${layer + 1}";`;
    }
    expect(shown(plan(flakes))[0]).toContain('it would have more than 100000 entries');
  });
});

test('a chain of 2,000 flakes is no trouble, alone or through the hub', () => {
  const flakes = new Map<string, DeclaredInputs>();
  const hub = new Map(
    [...Array(2_000).keys()].map((index) => {
      const lower = `n${index - 1}`;
      flakes.set(`n${index}`, new Map(index === 0 ? [] : [['below', { url: `path:../${lower}` }]]));
      const follows = new Map(index === 0 ? [] : [['below', { follows: [lower] }]]);
      return [`n${index}`, { url: `path:./n${index}`, inputs: follows }];
    }),
  );
  const flakeAt = (folder: string) => flakes.get(folder);
  const top = flakes.get('n1999') as DeclaredInputs;
  expect(planLock({ folder: 'n1999', inputs: top, flakeAt }).kind).toBe('lock');
  expect(planLock({ folder: '', inputs: hub, flakeAt }).kind).toBe('lock');
});
