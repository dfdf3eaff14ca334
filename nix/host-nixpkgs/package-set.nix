# Takes a platform, a configuration, overlays and the facts of the machine, gives the package set: a fixed point over
# which the overlays lie in their order. Nothing is evaluated that is not asked for.
{
  lib,
  platform,
  configuration,
  overlays,
  facts,
}@args:
let
  base =
    final:
    let
      config = if lib.isFunction configuration then configuration { pkgs = final; } else configuration;
      tools = import ./tools {
        inherit lib facts platform;
        # From the packages below the overlays, so that an overlay may change a builder with the help of a tool.
        inherit (builders) runCommandLocal;
      };
      environment = cc: import ./stdenv { inherit lib config platform cc; };
      builders = import ./trivial-builders {
        inherit lib;
        inherit (final) stdenv stdenvNoCC runtimeShell;
      };
    in
    builders
    // tools
    // {
      inherit lib config;
      inherit (platform) system;
      path = ./.;
      stdenv = environment tools.gcc;
      stdenvNoCC = environment null;
      stdenvAdapters = { };
      runtimeShell = "/bin/bash";
      runtimeShellPackage = final.bash;
      buildPlatform = platform;
      hostPlatform = platform;
      targetPlatform = platform;

      pkgs = final;
      buildPackages = final;
      targetPackages = final;
      pkgsBuildBuild = final;
      pkgsBuildHost = final;
      pkgsBuildTarget = final;
      pkgsHostHost = final;
      pkgsHostTarget = final;
      pkgsTargetTarget = final;
      __splicedPackages = final;
      callPackage = lib.callPackageWith final;
      callPackages = lib.callPackagesWith final;
      newScope = extra: lib.callPackageWith (final // extra);

      appendOverlays = more: if more == [ ] then final else import ./package-set.nix (args // { overlays = overlays ++ more; });
      extend = overlay: final.appendOverlays [ overlay ];

      defaultCrateOverrides = { };
      buildRustCrate = import ./rust/build-rust-crate.nix {
        inherit lib;
        inherit (final)
          stdenv
          rustc
          cargo
          jq
          defaultCrateOverrides
          ;
      };
    };
in
lib.fix (lib.extends (lib.composeManyExtensions overlays) base)
