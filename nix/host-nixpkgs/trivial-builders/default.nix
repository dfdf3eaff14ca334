# The builders that need no compiler: takes lib and the two environments, gives nixpkgs' functions by name.
{
  lib,
  stdenv,
  stdenvNoCC,
  runtimeShell,
}:
let
  linkTree = builtins.path {
    name = "link-tree.sh";
    path = ./link-tree.sh;
  };
  mkShell = import ./mk-shell.nix { inherit lib; };
  run = import ./run-command.nix { inherit lib stdenv stdenvNoCC; };
  inherit (run) runCommand runCommandLocal;
in
run
// import ./write-text.nix {
  inherit
    lib
    stdenv
    runCommand
    runtimeShell
    ;
}
// import ./join.nix {
  inherit
    lib
    runCommand
    runCommandLocal
    linkTree
    ;
}
// import ./setup-hooks.nix { inherit lib runCommand; }
// {
  buildEnv = import ./build-env.nix { inherit lib runCommand linkTree; };
  mkShell = mkShell { inherit stdenv; };
  mkShellNoCC = mkShell { stdenv = stdenvNoCC; };
  copyPathToStore = path: builtins.path { inherit path; };
  copyPathsToStore = map (path: builtins.path { inherit path; });
}
