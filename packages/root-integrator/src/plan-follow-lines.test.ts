// Lines that make inputs of inputs follow others: in the style of their place, and nothing else changes.
import { readFlake, SyntaxFault } from '@flake-lattice/nix-text';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sampled } from '../../../tools/testing/random.js';
import { flakeShape } from './flake-shapes.fixture.js';
import { planFollowLines, textOfFollowLine } from './plan-follow-lines.js';

const lines = [
  { path: ['a', 'n'], target: ['n'] },
  { path: ['a', 'b', 'c'], target: ['x', 'c'] },
];
const whole = (inputs: string) => `{\n  ${inputs}\n  outputs = { self, ... }: { };\n}\n`;
const added = (inputs: string) => planFollowLines(whole(inputs), lines, 'flake.nix').result;

describe('the style is that of the place', () => {
  test.each([
    [
      'inputs.a.url = "path:../a"; # ours',
      'inputs.a.url = "path:../a"; # ours\n  inputs.a.inputs.n.follows = "n";\n  inputs.a.inputs.b.inputs.c.follows = "x/c";',
    ],
    [
      'inputs = { a.url = "path:../a"; };',
      'inputs = { a.url = "path:../a"; a.inputs.n.follows = "n"; a.inputs.b.inputs.c.follows = "x/c"; };',
    ],
    [
      'inputs = {\n    a = {\n      url = "path:../a";\n    };\n  };',
      'inputs = {\n    a = {\n      url = "path:../a";\n      inputs.n.follows = "n";\n      inputs.b.inputs.c.follows = "x/c";\n    };\n  };',
    ],
    [
      'inputs.a = { url = "path:../a"; inputs = { z.follows = "n"; }; };',
      'inputs.a = { url = "path:../a"; inputs = { z.follows = "n"; n.follows = "n"; b.inputs.c.follows = "x/c"; }; };',
    ],
    [
      'inputs.a = {\n    type = "path";\n    path = "../a";\n  };',
      'inputs.a = {\n    type = "path";\n    path = "../a";\n    inputs.n.follows = "n";\n    inputs.b.inputs.c.follows = "x/c";\n  };',
    ],
  ])('%s', (inputs, expected) => {
    expect(added(inputs)).toBe(whole(expected));
  });
});

test('what the flake says already stays, and a second time changes nothing', () => {
  const once = added('inputs.a.url = "path:../a"; inputs.a.inputs.n.follows = "n";');
  expect(once.match(/n\.follows/g)).toHaveLength(1);
  expect(planFollowLines(once, lines, 'flake.nix')).toMatchObject({ edits: [], result: once });
});

test('what cannot be edited safely is refused with the lines', () => {
  const refused = (text: string) => () => planFollowLines(text, lines, 'flake.nix');
  const told = expect.objectContaining({
    code: 'FLAKE_NOT_EDITABLE',
    hint: expect.stringContaining(lines.map(textOfFollowLine).join('\n')),
  });
  expect(refused(whole('inputs.z.url = "path:../z";'))).toThrow(told);
  expect(refused(whole('inputs.a.url = "path:../a"; inputs.a.inputs.n.follows = "m";'))).toThrow(told);
  expect(refused(whole('inputs.a.url = "path:../a"; inputs.a.inputs.n.url = "path:../n";'))).toThrow(told);
  expect(refused('{ outputs = ')).toThrow(SyntaxFault);
});

test('flakes of all shapes get whole new pieces, and outputs and other inputs stay', () => {
  fc.assert(
    fc.property(flakeShape, ({ text }) => {
      const { inputs, unreadable } = readFlake(text);
      const [input] = [...inputs.values()].filter(({ leaves }) =>
        leaves.some(({ path }) => path[0] === 'url'),
      );
      fc.pre(input !== undefined && unreadable.length === 0);
      const line = { path: [input?.name ?? '', 'deep', 'er'], target: ['n'] };
      const { result, edits } = planFollowLines(text, [line], 'flake.nix');
      const found = readFlake(result)
        .inputs.get(input?.name ?? '')
        ?.leaves.map(({ path }) => path.join('.'));
      expect(found).toContain('inputs.deep.inputs.er.follows');
      for (const { start, end } of edits) expect(text.slice(start, end).trim()).toBe('');
    }),
    sampled(1000),
  );
});
