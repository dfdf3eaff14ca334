// Random Nix texts of every syntactic form, valid by construction and closed: no name in them is unbound.
import fc from 'fast-check';

const gap = fc.constantFrom(' ', '\n', '  ', ' # "\n', ' /* } */ ', '\t');

export const { expression: nixText } = fc.letrec<{ expression: string; simple: string }>((tie) => ({
  simple: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(
      '1',
      '1.5',
      '.5',
      'true',
      'null',
      './a',
      '/a/b.nix',
      '~/x',
      '<nixpkgs/lib>',
      'http://e.org/?a=b',
      'x:y',
      '"s"',
    ),
    fc.constantFrom(
      '"\\${no} $${no} $"',
      "''no ''${no} '''x''\\n $${no} $''",
      '"\\"}{"',
      "''}{''",
      "'' ' ''",
      './a-b_c+d',
      '"#"',
      '"/*"',
    ),
    tie('expression').map((a) => `(${a})`),
    tie('expression').map((a) => `"x\${${a}}y"`),
    tie('expression').map((a) => `''x\${${a}}'' `),
    tie('simple').map((a) => `./p\${${a}}/q`),
    fc.tuple(gap, tie('simple'), tie('simple')).map(([g, a, b]) => `[${g}${a}${g}${b} ]`),
    fc
      .tuple(gap, tie('expression'), tie('expression'))
      .map(([g, a, b]) => `{${g}a = ${a};${g}"b c".d = ${b};${g}}`),
    fc
      .tuple(gap, tie('expression'))
      .map(([g, a]) => `rec {${g}a'-b = ${a}; inherit (a'-b) c or "d"; inherit true${g}; }`),
    tie('expression').map((a) => `{ \${"n"} = ${a}; or = 1; }`),
    tie('expression').map((a) => `{ x = ${a}; }.x.y or 1`),
    tie('expression').map((a) => `{ x = ${a}; }."x".\${"y"}`),
    tie('expression').map((a) => `(let { body = ${a}; })`),
  ),
  expression: fc.oneof(
    { maxDepth: 5 },
    tie('simple'),
    fc.tuple(tie('simple'), tie('simple')).map(([a, b]) => `${a} ${b}`),
    fc
      .tuple(
        fc.constantFrom('+', '-', '*', ' / ', '//', '++', '&&', '||', '->', '==', '!=', ' < ', ' >= '),
        tie('simple'),
        tie('simple'),
      )
      .map(([operator, a, b]) => `(${a}) ${operator} (${b})`),
    tie('simple').map((a) => `!(-${a} ? x."y")`),
    fc.tuple(gap, tie('expression')).map(([g, a]) => `v:${g}${a}`),
    fc
      .tuple(gap, tie('expression'), tie('expression'))
      .map(([g, a, b]) => `{${g}self, n ? ${a} ,${g}... } @ all:${g}${b}`),
    tie('expression').map((a) => `all@{ }: ${a}`),
    tie('expression').map((a) => `{ one,two, }: ${a}`),
    fc
      .tuple(gap, tie('expression'), tie('expression'))
      .map(([g, a, b]) => `let${g}x = ${a}; inherit null; in${g}${b}`),
    fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `with ${a}; ${b}`),
    fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `assert ${a}; ${b}`),
    fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `if ${a} then ${b} else 1`),
  ),
}));
