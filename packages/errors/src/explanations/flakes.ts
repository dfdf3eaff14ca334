// Explanations: flakes that somebody wrote, templates and locks.
import type { Explanation } from './explanation.js';

export const ofFlakes = {
  ADOPTION_EDITED: {
    happened:
      '`adopt --undo` was to give files the bytes that they had before, and one of them was edited since.',
    why: 'The edit would be lost. Nothing was taken back, not even in the other files.',
    mend: 'Look at the edits, and take them back or commit them elsewhere first. The lines that adopting added can be taken out by hand too.',
    example: ['console', '$ git diff -- services/api/flake.nix\n$ flake-lattice adopt --undo'],
  },
  ADOPTION_MISSING: {
    happened:
      '`adopt --undo` was called, and this clone remembers no adoption: there was none, it was taken back, or it was made in another clone.',
    why: 'What there was before is known only where the adoption ran.',
    mend: 'In another clone, revert the commit that holds the adoption.',
    example: ['console', '$ git log --oneline -- lattice.toml\n$ git revert COMMIT'],
  },
  FLAKE_MISSING: {
    happened:
      'A flake was named, by a path on the command line, by `flake` of a node or by `url` of an input, and there is no flake.nix that can be read. Or a node is yours, by `ejected = true`, and its folder went: the node or the output folder has another name now, and no run moves your files.',
    why: 'A node that is a flake of yours is just that file, and an input is one unless it says `flake = false`.',
    mend: 'Name the folder that holds the flake.nix, not the file. In lattice.toml the path starts at the folder of lattice.toml. Move the folder of an ejected node yourself, by `git mv`.',
    example: ['toml', '[node.api]\nflake = "services/api"          # the folder of services/api/flake.nix'],
  },
  FLAKE_NOT_EDITABLE: {
    happened:
      'A flake is valid Nix, but written so that a line cannot be added with certainty: its inputs are computed, or another file reads it. The places stand below the message.',
    why: 'An edit has to leave every other byte and every output as they are. Where that cannot be shown, the flake is left alone.',
    mend: 'Add the lines that are printed yourself. Or write `inputs` as a plain set, and run the command again.',
    example: [
      'nix',
      '{\n  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";\n  outputs = { self, nixpkgs, ... }: { };\n}',
    ],
  },
  FLAKE_OUTSIDE: {
    happened: '`adopt` was given a flake that lies in another repository than the lattice, or in none.',
    why: 'Nix reads flakes that build upon each other by relative paths from one repository alone.',
    mend: 'Move the flake into the repository. Or leave it where it is, and take it in as an external input.',
    example: ['toml', '[inputs.other]\nurl = "git+https://example.org/other"'],
  },
  FLAKE_SYNTAX: {
    happened:
      'A flake.nix is no valid Nix, or `inputs` in it is nothing that a flake may have. The place is where reading ended.',
    why: 'Its inputs are the edges of the graph. They are read from the text, and a text that cannot be read has none.',
    mend: 'Mend the file at that place; `nix-instantiate --parse` says the same. A generated one is written anew by `generate --overwrite`.',
    example: [
      'console',
      '$ nix-instantiate --parse services/api/flake.nix\n$ flake-lattice generate --overwrite',
    ],
  },
  LOCK_FAILED: {
    happened:
      'Nix was asked what a flake reference stands for and could not tell. The end of what it said stands below the message.',
    why: 'A lock holds the exact version and hash of every input; without the answer there is none.',
    mend: 'See whether the address is right and the network is there. A rate limit of GitHub is mended by an access token in nix.conf. `init --host-tools` works without network.',
    example: [
      'console',
      '$ nix flake metadata github:NixOS/nixpkgs/nixos-unstable\n$ flake-lattice generate',
    ],
  },
  LOCK_SYNTAX: {
    happened:
      'A flake.lock is no lock that Nix can read: it was cut off, has another version, or holds the marks of a git merge.',
    why: 'The versions in it must stay what they are. Guessing them anew could change every node.',
    mend: 'Take the file of one side of the merge, then generate: the locks of the root and of the hub are written as they should be.',
    example: ['console', '$ git checkout HEAD -- flake.lock\n$ flake-lattice generate'],
  },
  TEMPLATE_MISSING: {
    happened: 'A template of your own was named, and there is no such file, or it cannot be read.',
    why: 'The flake of the node is that template with its values; there is no other text to fall back to.',
    mend: 'Write the file, or name one of the built-in templates: config, shell, package or check. A path starts at the folder of lattice.toml and ends in .eta.',
    example: ['toml', '[node.site]\ntemplate = "templates/site.nix.eta"'],
  },
  TEMPLATE_NOT_NIX: {
    happened:
      'A template was rendered without a fault, and what came of it is no valid Nix. The line counts in the rendered text, which is shown.',
    why: 'A flake that cannot be parsed is never written.',
    mend: 'Mend the template: most often a missing semicolon or bracket around a placeholder. `<%= value %>` gives a whole expression, with its quotes.',
    example: ['nix', 'description = <%= it.description %>;     # no quotes of your own around it'],
  },
  TEMPLATE_PLACEHOLDER: {
    happened:
      'A template reads a value that is not there, such as a key that the configuration of this node does not have.',
    why: 'Elsewhere that would give the word `undefined` in the middle of a flake.',
    mend: 'Set the key in the configuration of the node or of one below it. Or have the template ask first.',
    example: [
      'nix',
      "<% if ('jobs' in it.config.build) { %>\nenv.JOBS = <%= it.config.build.jobs %>;\n<% } %>",
    ],
  },
  TEMPLATE_SYNTAX: {
    happened: 'A template is no valid Eta, is no UTF-8, or the code between `<%` and `%>` threw.',
    why: 'A template is code. When it fails, there is no text.',
    mend: 'Mend the code at that line. `it` holds name, description, system, systems, inputs and config, and nothing else.',
    example: ['nix', '<% for (const name of Object.keys(it.config.env ?? {})) { %>\n# <%~ name %>\n<% } %>'],
  },
  TEMPLATE_VALUE_MISPLACED: {
    happened:
      'A template puts a value where Nix takes no expression: within a string, within a comment, or right beside a word.',
    why: 'A value is always a whole expression, with quotes of its own where it is text. There it would end the string, or become part of a name.',
    mend: 'Within a string, write `${<%= … %>}`. Raw text of your own is put in by `<%~ … %>`; never use that for values.',
    example: ['nix', 'shellHook = "echo ${<%= it.name %>}";'],
  },
} as const satisfies Readonly<Record<string, Explanation>>;
