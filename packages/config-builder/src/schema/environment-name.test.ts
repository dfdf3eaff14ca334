// The names that are left out held against the bash of this machine: what it does not hand on is no variable of a node.
import { execFileSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { environmentNamePattern, reasonAgainstVariable } from './environment-name.js';

/** As bash prints what it said: of the shell that exports, of a program below it, and of a bash below it. */
const script = `
for name in $(compgen -v | grep -v '^name$') $MORE; do
  set=$(bash --norc -c "export $name=seven; true; printf %s \\"$name=\\$$name\\"" 2>&1)
  program=$(bash --norc -c "export $name=seven; exec printenv $name" 2>&1)
  below=$(bash --norc -c "export $name=seven; bash --norc -c 'printf %s \\"\\$$name\\"'" 2>&1)
  [ "$set $program $below" = "$name=seven seven seven" ] || printf '%s\\n' "$name"
done
`;

/** Variables of bash that a shell of no terminal does not have at once. */
const more = [
  ...['BASHPID', 'BASH_COMMAND', 'BASH_EXECUTION_STRING', 'BASH_SUBSHELL', 'EPOCHREALTIME', 'EPOCHSECONDS'],
  ...['FUNCNAME', 'HISTCMD', 'LINENO', 'PIPESTATUS', 'RANDOM', 'SECONDS', 'SRANDOM', 'OPTARG', 'REPLY', '_'],
];

/** Of an interactive shell, or with few values that each bash reads: those are for a person to set. */
const settings = [
  ...['BASH_COMPAT', 'BASH_XTRACEFD', 'COMP_WORDBREAKS', 'PS1', 'PS2', 'PS4', 'LANG', 'LC_ALL', 'LC_CTYPE'],
];

test('no name is taken whose value bash does not hand on', () => {
  const told = execFileSync('bash', ['--norc', '-c', script], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, MORE: more.join(' ') },
  });
  const lost = new Set(told.trim().split('\n'));
  expect([...lost]).toEqual(expect.arrayContaining(['RANDOM', 'OPTIND', 'BASH_VERSINFO', '_']));
  expect([...lost].filter((name) => environmentNamePattern.test(name) && !settings.includes(name))).toEqual(
    [],
  );
});

test.each(['EPOCHREALTIME', 'BASH_SOURCE', '_'])('%s is refused as what the shell itself sets', (name) => {
  expect(environmentNamePattern.test(name)).toBe(false);
  expect(reasonAgainstVariable(name)).toContain('the shell itself');
});

test.each(['BASH_REMATCHED', 'RANDOM_SEED', 'HOSTNAME', '_X', 'PS1', 'BASH_COMPAT'])(
  '%s is taken',
  (name) => {
    expect(environmentNamePattern.test(name)).toBe(true);
  },
);
