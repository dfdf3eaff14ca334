// Explanations: files that would be written, other runs, and how a command is called.
import type { Explanation } from './explanation.js';

export const ofOutput = {
  CONFIRMATION_MISSING: {
    happened:
      'The command shows what it would write and asks, and nobody can answer: it runs in CI, behind a pipe, or with --json.',
    why: 'Silence is no yes.',
    mend: 'Look at what it would do with --dry-run, then say yes beforehand.',
    example: ['console', '$ flake-lattice init --dry-run\n$ flake-lattice init --yes'],
  },
  DISK_FULL: {
    happened: 'A file could not be written, because its disk or your quota on it is full.',
    why: 'All files of a run are staged before the first is put in its place, so what there was is still whole.',
    mend: 'Free some room and run the command again; it goes on where it ended. The store of Nix is often the largest thing there is.',
    example: ['console', '$ df -h .\n$ nix store gc'],
  },
  KEY_EXISTS: {
    happened: '`key` was to write a secret key to a file that is there already.',
    why: 'It may be a key that signs a cache now. A lost secret cannot be had again.',
    mend: 'Name another file, and give the new key a new name, such as team-2.',
    example: ['console', '$ flake-lattice key team-2 --out ~/.config/flake-lattice/team-2.secret'],
  },
  MANIFEST_NEWER: {
    happened: 'generated/.lattice/manifest.json was written by a newer version of flake-lattice.',
    why: 'This version cannot tell from it which files are edited, and might overwrite one.',
    mend: 'Use the version that wrote it: that of the others who work on this repository.',
    example: ['console', '$ flake-lattice --version\n$ git log -1 -- generated/.lattice/manifest.json'],
  },
  MANIFEST_SYNTAX: {
    happened: 'generated/.lattice/manifest.json cannot be read: it was edited, or cut off.',
    why: 'It tells generated files from edited ones. Without it every file might be an edit of yours.',
    mend: 'Take it from git. Or remove it: then each file that is not as it would be generated counts as edited, and you decide.',
    example: ['console', '$ git checkout HEAD -- generated/.lattice/manifest.json\n$ flake-lattice check'],
  },
  MERGE_BASE_MISSING: {
    happened:
      '`generate --merge` needs the text that an edited file was generated with, and it is neither in git nor remembered in this clone.',
    why: 'A merge of two texts without their common origin is a guess about each line.',
    mend: 'Decide for the file as a whole: keep it as it is, or write over it. A clone with its full history may know the text.',
    example: ['console', '$ flake-lattice check --diff\n$ flake-lattice generate --keep'],
  },
  OUTPUT_EDITED: {
    happened: 'A generated file is neither as it was generated nor as it would be now: somebody edited it.',
    why: 'An edit is never overwritten in silence. The file was left as it is.',
    mend: 'Look at the edit. Then keep it, drop it, or merge it with what is generated. An edit that should stay for good belongs into lattice.toml, or the node is ejected.',
    example: [
      'console',
      '$ flake-lattice check --diff\n$ flake-lattice generate --merge\n$ flake-lattice eject web',
    ],
  },
  OUTPUT_IS_FILE: {
    happened: 'A folder is needed for what is generated, and a file has that name.',
    why: 'The file may be anything; it is not removed for you.',
    mend: 'Move it away, or generate into another folder.',
    example: ['toml', '[lattice]\noutput = "nix/generated"'],
  },
  OUTPUT_IS_FOLDER: {
    happened: 'A file is to be written, and a folder has its name.',
    why: 'Replacing the folder would lose what is in it, and nothing is ever removed that no run has made.',
    mend: 'Move the folder away, or name another file.',
    example: ['console', '$ flake-lattice graph --out pictures/lattice.svg'],
  },
  OUTPUT_IS_LINK: {
    happened: 'The output folder, a folder on the way to it, or a file in it is a symbolic link.',
    why: 'Writing through a link changes files elsewhere, which git does not see here. Somebody else may have put it there.',
    mend: 'Replace the link by a folder, or generate into another one.',
    example: ['console', '$ rm generated\n$ flake-lattice generate'],
  },
  OUTPUT_NOT_OURS: {
    happened:
      'Where something is to be written there is something already that no run of flake-lattice made.',
    why: 'It may be work of yours. Only files of the manifest are ever replaced.',
    mend: 'Move it away, or name another folder for what is generated.',
    example: ['console', '$ flake-lattice init --output nix/generated'],
  },
  OUTPUT_NOT_WRITABLE: {
    happened:
      'A file could not be written: its permissions or those of its folder forbid it, or the file system is mounted read-only.',
    why: 'Nothing was changed, since all files of a run are staged first.',
    mend: 'See whose the folder is. A former run as root often leaves files behind that belong to root.',
    example: ['console', '$ ls -ld generated\n$ sudo chown -R "$(id -un)" generated'],
  },
  PATH_TOO_LONG: {
    happened:
      'The path of a file, or one name in it, is longer than the file system takes: 255 bytes for a name, 4095 for a path.',
    why: 'The file cannot exist. Units of crates have long names, since they carry those of their modules.',
    mend: 'Take a shorter name for the node or crate, a shorter output folder, or put the repository higher up.',
    example: ['toml', '[lattice]\noutput = "gen"'],
  },
  PORT_TAKEN: {
    happened:
      '`graph --serve` cannot listen at the port that was named: another program does, or ports below 1024 are not for you.',
    why: 'Only one program can serve at a port.',
    mend: 'Leave --port out, and a free one is taken and printed. Or take a number from 1024 on.',
    example: ['console', '$ flake-lattice graph --serve\n$ flake-lattice graph --serve --port 8421'],
  },
  RUN_LOCKED: {
    happened:
      'Another run holds the lock of the output folder, and from here nobody can tell whether it lives: it was on another machine or in another container.',
    why: 'Two runs at once would write over each other.',
    mend: 'If that run is over, remove the lock as the hint says. Where it lives, wait for it.',
    example: ['console', '$ flake-lattice doctor\n$ flake-lattice generate'],
  },
  USAGE: {
    happened:
      'The command was called with an option, an argument or a value that it does not take, or with options that contradict each other.',
    why: 'Nothing was done, since what was meant is not certain.',
    mend: 'Look at the help of the subcommand, which ends with examples. Completion in the shell offers only what there is.',
    example: ['console', '$ flake-lattice generate --help\n$ flake-lattice completion bash'],
  },
} as const satisfies Readonly<Record<string, Explanation>>;
