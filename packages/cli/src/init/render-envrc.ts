// Renders the .envrc of a repository: takes the flake whose shell it has, gives the text for direnv.

import { quoteForShell } from '@flake-lattice/errors';

/** @param shell a flake reference as `nix develop` takes it; nothing for the flake of the folder itself */
export function renderEnvrc(output: string, shell: string | undefined): string {
  const reference = shell === undefined ? '' : ` ${quoteForShell(shell)}`;
  const folder = quoteForShell(output);
  return `# For direnv, https://direnv.net: who enters this folder has its shell. Once: direnv allow

# What the shell is made of, beside flake.nix and flake.lock.
watch_file lattice.toml ${folder}/flake.nix ${folder}/*/flake.nix

# nix-direnv, where it is, keeps the shell between visits; direnv's own \`use flake\` asks Nix each time. A direnv that is
# older than 2.29 has neither.
if has use_flake; then
  use flake${reference}
else
  eval "$(nix --extra-experimental-features 'nix-command flakes' print-dev-env${reference})"
fi
`;
}
