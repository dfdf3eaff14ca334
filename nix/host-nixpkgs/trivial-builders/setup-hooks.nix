# Packages that bring code into the builds of those who name them: makeSetupHook, makeWrapper, installShellFiles.
{
  lib,
  runCommand,
}:
let
  makeSetupHook =
    {
      name ? lib.warn "calling makeSetupHook without passing a name is deprecated." "hook",
      propagatedBuildInputs ? [ ],
      propagatedNativeBuildInputs ? [ ],
      depsTargetTargetPropagated ? [ ],
      meta ? { },
      passthru ? { },
      substitutions ? { },
    }:
    script:
    runCommand name
      (
        substitutions
        // {
          inherit
            meta
            passthru
            depsTargetTargetPropagated
            propagatedBuildInputs
            propagatedNativeBuildInputs
            ;
          strictDeps = true;
        }
      )
      (
        ''
          mkdir -p $out/nix-support
          cp ${script} $out/nix-support/setup-hook
          recordPropagatedDependencies
        ''
        + lib.optionalString (substitutions != { }) ''
          substituteAll ${script} $out/nix-support/setup-hook
        ''
      );
  hook =
    name: path:
    makeSetupHook { inherit name; } (builtins.path { inherit name path; });
in
{
  inherit makeSetupHook;
  makeWrapper = hook "make-wrapper" ./make-wrapper.sh;
  makeShellWrapper = hook "make-wrapper" ./make-wrapper.sh;
  installShellFiles = hook "install-shell-files" ./install-shell-files.sh;
}
