# `import nixpkgs { system = …; }`: takes nixpkgs' arguments, gives the package set of that system.
# nixpkgs ignores an argument that it does not know; here it is refused, so that a misspelt one is seen.
{
  localSystem ? { system = builtins.currentSystem; },
  system ? localSystem.system or localSystem,
  crossSystem ? null,
  config ? { },
  overlays ? [ ],
  crossOverlays ? [ ],
}@args:
let
  lib = import ./lib;
  systemOf = given: if builtins.isString given then given else given.system;
  checked =
    lib.throwIf (args ? localSystem && args ? system)
      "nixpkgs: give `system` or `localSystem`, not both"
      lib.throwIfNot
      (builtins.isList overlays)
      "The overlays argument to nixpkgs must be a list."
      lib.throwIfNot
      (builtins.all lib.isFunction overlays)
      "All overlays passed to nixpkgs must be functions."
      lib.throwIfNot
      (builtins.isList crossOverlays)
      "The crossOverlays argument to nixpkgs must be a list."
      lib.throwIf
      (crossSystem != null && systemOf crossSystem != systemOf system)
      "the stand-in for nixpkgs does not cross-compile: take nixpkgs itself as the input, or leave `crossSystem` out";
in
checked import ./package-set.nix {
  inherit lib overlays;
  platform = lib.systems.elaborate (systemOf system);
  configuration = config;
  # What set-up found out about one machine, by system; absent from the committed folder.
  facts = if builtins.pathExists ./host.nix then import ./host.nix else null;
}
