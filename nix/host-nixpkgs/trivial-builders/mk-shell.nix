# mkShell: packages and variables to a derivation for `nix develop`; it can be built too, to keep its inputs.
# `mkShell.override { stdenv = …; }` gives one for another environment.
{ lib }:
lib.makeOverridable (
  { stdenv }:
    {
      name ? "nix-shell",
      packages ? [ ],
      inputsFrom ? [ ],
      buildInputs ? [ ],
      nativeBuildInputs ? [ ],
      propagatedBuildInputs ? [ ],
      propagatedNativeBuildInputs ? [ ],
      ...
    }@attrs:
    let
      # An environment that is itself an input of another is not one of its own inputs.
      merge = list: (attrs.${list} or [ ]) ++ lib.subtractLists inputsFrom (lib.flatten (lib.catAttrs list inputsFrom));
      rest = removeAttrs attrs [
        "name"
        "packages"
        "inputsFrom"
        "buildInputs"
        "nativeBuildInputs"
        "propagatedBuildInputs"
        "propagatedNativeBuildInputs"
        "shellHook"
      ];
      # The paths of the host that end a build's PATH would hide the user's own: they move to where the user has them.
      userOrder = ''if [ "$(type -t hostPathLast)" = function ]; then hostPathLast; fi'';
      hooks = lib.filter (hook: hook != "") (
        lib.concatMap (drv: drv.ownShellHooks or (lib.optional (drv ? shellHook) drv.shellHook)) (lib.reverseList inputsFrom)
        ++ lib.optional (attrs ? shellHook) attrs.shellHook
      );
    in
    stdenv.mkDerivation (
      {
        inherit name;
        buildInputs = merge "buildInputs";
        nativeBuildInputs = packages ++ merge "nativeBuildInputs";
        propagatedBuildInputs = merge "propagatedBuildInputs";
        propagatedNativeBuildInputs = merge "propagatedNativeBuildInputs";
        shellHook = lib.concatStringsSep "\n" ([ userOrder ] ++ hooks);
        phases = [ "buildPhase" ];
        # `export` prints the paths of all inputs, which makes them references of the output.
        buildPhase = ''
          {
            echo "------------------------------------------------------------"
            echo " WARNING: the existence of this path is not guaranteed."
            echo " It is an internal implementation detail for pkgs.mkShell."
            echo "------------------------------------------------------------"
            echo
            export
          } >>"$out"
        '';
        preferLocalBuild = true;
      }
      // rest
      // {
        passthru = { ownShellHooks = hooks; } // rest.passthru or { };
      }
    )
)
