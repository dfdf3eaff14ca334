// The text of the programs in `.toolchain/bin`: takes what they start and with which settings, gives a shell script.
import type { Sandbox } from './sandbox.js';
import type { StorePaths } from './toolchain-paths.js';

/** In the second line of each wrapper; tells it from a Nix. */
export const wrapperMark = 'flake-lattice wrapper';

const head = `#!/bin/sh
# ${wrapperMark}: written by \`npm run set-up\`; edits are overwritten.
`;

/** Any text as one word of the shell. */
export function shellQuote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function start(program: string, args: readonly string[] = []): string {
  const quoted = shellQuote(program);
  return `if [ ! -x ${quoted} ]; then
  printf 'error: %s is not there\\n  hint: npm run set-up\\n' ${quoted} >&2
  exit 127
fi
exec ${[quoted, ...args.map(shellQuote)].join(' ')} "$@"
`;
}

/** Starts the machine's own Nix in its own store; flakes are switched on beside what the user's settings switch on. */
export function passingWrapper(program: string): string {
  return `${head}NIX_CONFIG="\${NIX_CONFIG:+$NIX_CONFIG
}extra-experimental-features = nix-command flakes"
export NIX_CONFIG
${start(program)}`;
}

export interface PrivateStoreWrapper {
  readonly program: string;
  readonly paths: StorePaths;
  /** Absolute path of the folder that holds `nix.conf`. */
  readonly configuration: string;
  /** Absolute path of the folder for caches and profiles. */
  readonly home: string;
  /** Absolute paths that builds in a sandbox see, where they exist, beside those that the user lets them see. */
  readonly sandboxPaths: readonly string[];
}

/**
 * Starts a Nix with a store in the clone, as one user without a daemon, and writes nothing outside the clone.
 *
 * Builds use programs of the machine, which a sandbox would hide, so that their folders are added to what is seen in it.
 * Whether there is one is said by the weakest settings, those of `nix.conf`. The settings of NIX_CONFIG come after
 * these and win. A store that the caller names whole, by NIX_STORE_DIR and NIX_STATE_DIR, is used; half a one is not.
 */
export function privateStoreWrapper(options: PrivateStoreWrapper): string {
  const { program, paths, configuration, home, sandboxPaths } = options;
  return `${head}if [ -z "\${NIX_STORE_DIR:-}" ] || [ -z "\${NIX_STATE_DIR:-}" ]; then
  NIX_STORE_DIR=${shellQuote(paths.store)}
  NIX_STATE_DIR=${shellQuote(paths.state)}
  NIX_LOG_DIR=${shellQuote(paths.log)}
  unset NIX_REMOTE
else
  NIX_LOG_DIR="\${NIX_LOG_DIR:-$NIX_STATE_DIR/log}"
fi
NIX_CONF_DIR=${shellQuote(configuration)}
home=${shellQuote(home)}
NIX_CACHE_HOME="\${NIX_CACHE_HOME:-$home/cache}"
NIX_STATE_HOME="\${NIX_STATE_HOME:-$home/state}"
NIX_DATA_HOME="\${NIX_DATA_HOME:-$home/data}"
if [ ! -d "\${HOME:-}" ] || [ ! -x "\${HOME:-}" ]; then
  HOME="$home"
fi
case "\${NIX_CONFIG:-}" in
  'build-users-group =
extra-sandbox-paths = '*) ;;
  *)
    NIX_CONFIG="build-users-group =
extra-sandbox-paths = "${shellQuote(listSandboxPaths(sandboxPaths))}"
\${NIX_CONFIG:-}
extra-experimental-features = nix-command flakes"
    ;;
esac
export NIX_STORE_DIR NIX_STATE_DIR NIX_LOG_DIR NIX_CONF_DIR NIX_CACHE_HOME NIX_STATE_HOME NIX_DATA_HOME HOME NIX_CONFIG
${start(program)}`;
}

/** A path with a space cannot be said in this setting. */
export function listSandboxPaths(paths: readonly string[]): string {
  return paths
    .filter((path) => !/\s/.test(path))
    .map((path) => `${path}?`)
    .join(' ');
}

export interface CompilerWrapper {
  readonly program: string;
  /** Absolute path of a folder to look in for what neither the user's PATH nor the program's own folder has. */
  readonly bin: string;
  /** Variables to set where the user has not. */
  readonly defaults?: Readonly<Record<string, string>>;
  /** Arguments that come before the user's. */
  readonly args?: readonly string[];
}

/** Starts a compiler; what it starts in turn is found behind the user's own programs. */
export function compilerWrapper({ program, bin, defaults = {}, args = [] }: CompilerWrapper): string {
  const lines = Object.entries(defaults).map(
    ([name, value]) =>
      `${name}="\${${name}:-}"\n[ -n "$${name}" ] || ${name}=${shellQuote(value)}\nexport ${name}\n`,
  );
  return `${head}PATH="\${PATH:+$PATH:}"${shellQuote(bin)}
export PATH
${lines.join('')}${start(program, args)}`;
}

/** Starts a program as it is, with variables set. */
export function variableWrapper(program: string, variables: Readonly<Record<string, string>>): string {
  const lines = Object.entries(variables).map(
    ([name, value]) => `${name}=${shellQuote(value)}\nexport ${name}\n`,
  );
  return `${head}${lines.join('')}${start(program)}`;
}

/**
 * The weakest settings: a user's own nix.conf and NIX_CONFIG override them. A store of its own can take nothing from a
 * cache that serves /nix/store, and asking one while offline costs seconds, so no cache is asked that the user has not
 * named. The same holds for the registry of flakes, and for the sandbox of builds.
 */
export function nixConfiguration(registry: string | undefined, sandbox?: Sandbox): string {
  const lines = [
    // First: Nix passes over the settings of a feature that is not switched on yet.
    'experimental-features = nix-command flakes',
    'substituters =',
    'warn-dirty = false',
    'use-xdg-base-directories = true',
  ];
  // No program of the store is seen in it by default: what is, is named by the wrapper.
  if (sandbox) lines.push(`sandbox = ${sandbox.isOn}`, 'sandbox-fallback = false', 'sandbox-paths =');
  if (registry) lines.push(`flake-registry = ${registry}`);
  return `# Written by \`npm run set-up\`; edits are overwritten.\n${lines.join('\n')}\n`;
}

export const emptyRegistry = '{"flakes":[],"version":2}\n';
