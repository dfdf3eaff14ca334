// Random TOML documents as text: every type, and the ways of writing that a file may have.
import {
  isTomlArray,
  isTomlTable,
  type TomlTable,
  type TomlValue,
  writeToml,
} from '@flake-lattice/config-builder';
import fc from 'fast-check';
import { anyTomlTable } from '../../config-builder/src/toml/toml-arbitrary.fixture.js';

/** Lines that no writer would choose, each under a key that no random table has. */
const handWritten = [
  "'lit-1' = 'C:\\dir ${x} $${y} \"'",
  "'lit-2' = '''\n''${x} '' ${ ''''",
  '"lit-3" = """\n  a \\\n     b\n"" ${c} """""',
  '"lit-4" = "\'${ \' `backtick` \\\\ \\" \\t \\r \\n \\u0007 \\U0001F600"',
  '"lit-5" = [ 1, # comment\n 2,\n]',
  '"lit-6" = 0xDEAD_BEEF',
  '"lit-7" = +1_000.5e-3',
  '"lit-8".a."b c".d = { x = [[1.0], ["\'\'"]], y = {} }',
  "# a comment ''${x} \\ \" é 😀 \t",
  '',
];

export interface TomlDocument {
  readonly text: string;
  /** Whether a string or key in it holds the character NUL, which TOML allows and Nix does not. */
  readonly holdsNul: boolean;
}

/** Documents that set nothing of what a configuration's known sections check. */
export const anyTomlDocument: fc.Arbitrary<TomlDocument> = fc
  .record({
    table: anyTomlTable,
    lines: fc.subarray(handWritten),
    lineEnd: fc.constantFrom('\n', '\r\n'),
    finalLineEnd: fc.boolean(),
    mark: fc.constantFrom('', '', '', '\ufeff'),
  })
  .filter(({ table }) => !knownSections.some((name) => table.has(name)))
  .map(({ table, lines, lineEnd, finalLineEnd, mark }) => {
    const text = [...lines, writeToml(table)].join('\n').replace(/\n*$/, finalLineEnd ? '\n' : '');
    return { text: mark + text.replaceAll('\n', lineEnd), holdsNul: holdsNul(table) };
  });

const knownSections = ['nix', 'rust', 'build', 'env', 'install', 'dist', 'llvm', 'target', 'change-id'];

function holdsNul(value: TomlValue | TomlTable): boolean {
  if (typeof value === 'string') return value.includes('\0');
  if (typeof value !== 'object') return false;
  if (isTomlArray(value)) return value.some(holdsNul);
  return isTomlTable(value) && [...value].some(([key, item]) => key.includes('\0') || holdsNul(item));
}
