import { isCodedError } from '@flake-lattice/errors';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compareBytes } from './byte-order.js';
import type { Lock, LockInput, LockNode } from './lock.js';
import { readLockSides } from './lock-sides.js';
import { readLock } from './read-lock.js';
import { renderLock } from './render-lock.js';

function lockText(nodes: object, root = 'root', version: unknown = 7): string {
  return `${JSON.stringify({ nodes, root, version }, undefined, 2)}\n`;
}

const entry = (path: string, inputs?: object) => ({
  ...(inputs ? { inputs } : {}),
  locked: { path, type: 'path' },
  original: { path, type: 'path' },
  parent: [],
});

function faultOf(text: string): string {
  try {
    readLock(text, 'flake.lock');
    return 'none';
  } catch (error) {
    if (!isCodedError(error)) throw error;
    expect(error.code).toBe('LOCK_SYNTAX');
    expect(error.hint).toContain('flake.lock');
    const { line, column } = error.place ?? {};
    return `${error.message}${line === undefined ? '' : ` at ${line}:${column}`}`;
  }
}

describe('a lock', () => {
  test('comes back byte for byte, with integers of any size, odd names and shared entries', () => {
    const text = `{
  "nodes": {
    "a": {
      "flake": false,
      "locked": {
        "lastModified": 18446744073709551615,
        "narHash": "sha256-1234567890123456",
        "submodules": true,
        "type": "git"
      },
      "original": {
        "dir": "ü \\"q\\" \\u0001",
        "type": "git"
      }
    },
    "root": {
      "inputs": {
        "a": "a",
        "also a": "a",
        "followed": [
          "a",
          "b"
        ],
        "itself": []
      }
    }
  },
  "root": "root",
  "version": 7
}
`;
    expect(renderLock(readLock(text, 'flake.lock'))).toBe(text);
  });

  test('without inputs is one without entries', () => {
    const text = '{\n  "nodes": {\n    "root": {}\n  },\n  "root": "root",\n  "version": 7\n}\n';
    expect(renderLock({ inputs: new Map() })).toBe(text);
    expect(readLock(text, 'flake.lock').inputs.size).toBe(0);
  });

  test('of an older version is read, with what it holds in `info`', () => {
    const node = { ...entry('/x'), info: { narHash: 'sha256-A' } };
    const lock = readLock(lockText({ top: { inputs: { x: 'x' } }, x: node }, 'top', 5), 'flake.lock');
    expect(lock.inputs.get('x')).toMatchObject({ locked: { path: '/x', narHash: 'sha256-A' } });
    expect(renderLock(lock)).toContain('"root": "root",\n  "version": 7');
  });

  test('names entries by the first input that leads to them, and then by number', () => {
    const node = (inputs: Record<string, LockInput> = {}): LockNode => ({
      locked: {},
      original: {},
      inputs: new Map(Object.entries(inputs)),
    });
    const lock: Lock = {
      inputs: new Map([
        ['a', node({ root: node(), x: node() })],
        ['x', node({ x_2: node(), x: node() })],
        ['x_3', node()],
      ]),
    };
    const { nodes } = JSON.parse(renderLock(lock));
    expect(Object.keys(nodes)).toEqual(['a', 'root', 'root_2', 'x', 'x_2', 'x_2_2', 'x_3', 'x_3_2'].sort());
    expect(nodes.x_2.inputs).toEqual({ x: 'x_3', x_2: 'x_2_2' });
    expect(nodes.root.inputs).toEqual({ a: 'a', x: 'x_2', x_3: 'x_3_2' });
  });

  test('of any shape comes back as it was', () => {
    const attributes = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.boolean(), fc.maxSafeInteger()), {
      maxKeys: 3,
    });
    const { node } = fc.letrec<{ node: LockNode }>((tie) => ({
      node: fc.record(
        {
          locked: attributes,
          original: attributes,
          flake: fc.constant(false as const),
          parent: fc.array(fc.string()),
          inputs: fc
            .array(fc.tuple(fc.string(), fc.oneof({ maxDepth: 3 }, fc.array(fc.string()), tie('node'))), {
              maxLength: 3,
            })
            .map((entries) => new Map<string, LockInput>(entries)),
        },
        { requiredKeys: ['locked', 'original', 'inputs'] },
      ),
    }));
    fc.assert(
      fc.property(node, ({ inputs }) => {
        const text = renderLock({ inputs });
        fc.pre(!/"(?:__proto__)":/.test(text));
        expect(renderLock(readLock(text, 'flake.lock'))).toBe(text);
      }),
    );
  });
});

describe('what Nix could not read', () => {
  test.each([
    ['{', 'it is not JSON'],
    ['{\n  "a": 1,\n  nodes\n}', 'it is not JSON at 3:3'],
    ['[]', 'it is no JSON object'],
    [lockText({ root: {} }, 'root', 8), 'its version is `8`'],
    [lockText({ root: {} }, 'root', '7'), 'its version is `7`'],
    [lockText({ root: {} }, 'top'), 'the node `top` is missing'],
    [lockText({ root: { inputs: { a: 'b' } } }), 'the node `b` is missing'],
    [lockText({ root: { inputs: { a: '__proto__' } } }), 'the node `__proto__` is missing'],
    [lockText({ root: { inputs: { a: 'root' } } }), 'the input `a` leads back to the flake itself'],
    [lockText({ root: { inputs: { a: 3 } } }), 'the input `a` of `root` is neither a node nor a path'],
    [lockText({ root: { inputs: [] } }), 'the inputs of `root` are no object'],
    [lockText({ root: { inputs: { a: 'a' } }, a: {} }), '`locked` or `original` of `a` is missing'],
    [lockText({ root: { inputs: { a: 'a' } }, a: 'a' }), 'the node `a` is no object'],
    [
      lockText({ root: { inputs: { a: 'a' } }, a: { ...entry('x'), parent: 'a' } }),
      'the parent of `a` is no list of names',
    ],
    [
      lockText({ root: { inputs: { a: 'a' } }, a: { ...entry('x'), flake: 0 } }),
      '`flake` of `a` is no boolean',
    ],
    [
      lockText({ root: { inputs: { a: 'a' } }, a: { ...entry('x'), locked: { rev: 1.5 } } }),
      '`rev` of `a` is no string, integer or boolean',
    ],
    [
      lockText({ root: { inputs: { a: 'a' } }, a: entry('x', { b: 'b' }), b: entry('y', { a: 'a' }) }),
      'the node `a` is on a circle of inputs',
    ],
  ])('%j', (text, fact) => {
    expect(faultOf(text)).toContain(`\`flake.lock\` is no lock that Nix can read: ${fact}`);
  });
});

describe('a lock with the marks of a merge', () => {
  const side = (rev: string) => `        "rev": "${rev}"\n`;
  const text = (middle: string) =>
    `{
  "nodes": {
    "a": {
      "locked": {
${middle}      },
      "original": {
        "type": "git"
      }
    },
    "root": {
      "inputs": {
        "a": "a"
      }
    }
  },
  "root": "root",
  "version": 7
}
`;
  const revisionsOf = (locks: readonly Lock[]) =>
    locks.map(({ inputs }) => (inputs.get('a') as LockNode).locked.rev);
  const [ours, theirs, base] = ['1', '2', '0'].map(side) as [string, string, string];

  test('is not read as one', () => {
    const conflict = text(`<<<<<<< HEAD\n${ours}=======\n${theirs}>>>>>>> other\n`);
    expect(faultOf(conflict)).toContain(
      'it holds `<<<<<<<`, the mark of a merge that is not resolved at 5:1',
    );
  });

  test.each([
    ['both sides', `<<<<<<< HEAD\n${ours}=======\n${theirs}>>>>>>> other branch\n`, ['1', '2']],
    [
      'what both began from',
      `<<<<<<< a\n${ours}||||||| 1234\n${base}=======\n${theirs}>>>>>>> b\n`,
      ['1', '2', '0'],
    ],
    ['one side, where there is no mark', ours, ['1']],
    ['the side that is a lock', `<<<<<<< a\n"broken\n=======\n${theirs}>>>>>>> b\n`, ['2']],
    ['lines that end as on Windows', `<<<<<<< a\r\n${ours}=======\r\n${theirs}>>>>>>> b\r\n`, ['1', '2']],
    ['nothing of marks out of order', `=======\n${ours}<<<<<<< a\n${theirs}>>>>>>> b\n`, []],
  ])('gives %s', (_, middle, revisions) => {
    expect(revisionsOf(readLockSides(text(middle), 'flake.lock'))).toEqual(revisions);
  });
});

test('names are sorted by the bytes of UTF-8', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (one, other) => {
      expect(Math.sign(compareBytes(one, other))).toBe(Buffer.compare(Buffer.from(one), Buffer.from(other)));
    }),
  );
  expect(compareBytes('\u{1f600}', '\uffff')).toBeGreaterThan(0);
});
