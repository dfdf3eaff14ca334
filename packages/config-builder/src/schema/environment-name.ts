// The names that a variable of a node's environment may have: a pattern, with the reasons for what it leaves out.

/** What bash computes, keeps for itself or begins anew, so that a value is not seen or makes it complain. */
const ofBash = [
  ...['_', 'IFS', 'UID', 'EUID', 'PPID', 'SHELLOPTS', 'BASHOPTS', 'GROUPS', 'DIRSTACK', 'FUNCNAME'],
  ...['LINENO', 'OPTIND', 'OPTERR', 'HISTCMD', 'RANDOM', 'SRANDOM', 'SECONDS'],
  ...['EPOCHSECONDS', 'EPOCHREALTIME', 'BASH', 'BASHPID', 'BASH_ALIASES', 'BASH_ARGC', 'BASH_ARGV'],
  ...['BASH_CMDS', 'BASH_COMMAND', 'BASH_EXECUTION_STRING', 'BASH_LINENO', 'BASH_MONOSECONDS'],
  ...['BASH_SOURCE', 'BASH_SUBSHELL', 'BASH_VERSINFO', 'BASH_VERSION'],
] as const;

/**
 * What Nix, a build or a shell sets or reads itself; a node that set one would break its own build or shell. Programs
 * reach the PATH through `packages`.
 */
const taken = [
  ...ofBash,
  ...['PATH', 'HOME', 'PWD', 'OLDPWD', 'SHELL', 'SHLVL', 'BASH_ENV', 'ENV'],
  ...['TMP', 'TEMP', 'TMPDIR', 'TEMPDIR', 'SOURCE_DATE_EPOCH'],
  ...[
    'IN_NIX_SHELL',
    'NIX_ATTRS_JSON_FILE',
    'NIX_ATTRS_SH_FILE',
    'NIX_BUILD_CORES',
    'NIX_BUILD_TOP',
    'NIX_LOG_FD',
    'NIX_STORE',
  ],
  'LATTICE_CONFIG',
] as const;

/**
 * `__impure` and its like are switches of Nix, and a name of small letters without `_` may be an attribute of a
 * derivation: `name`, `system`, `builder`, `out`, `shellHook`, `buildPhase`. `http_proxy` and `RUST_LOG` cannot.
 */
export const environmentNamePattern = new RegExp(
  `^(?!__)(?!(?:${taken.join('|')})$)(?![a-z][A-Za-z0-9]*$)[A-Za-z_][A-Za-z0-9_]*$`,
);

/** Why the pattern refuses a name, as the end of a sentence. */
export function reasonAgainstVariable(name: string): string {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return 'is no name that a shell takes';
  if (name === 'PATH') return 'is made of `packages`';
  if ((taken as readonly string[]).includes(name)) return 'is set by Nix, a build or the shell itself';
  if (name.startsWith('__')) return 'begins as the switches of Nix do';
  return 'could be an attribute of a derivation, as names of small letters without `_` are';
}
