# The standard environment: takes a platform and a configuration, gives { mkDerivation, platforms, cc, … }.
# It coerces to the folder whose `setup` builds and `nix develop` source. That folder is a content-addressed source, not
# a derivation, and holds nothing but these scripts: no other change of the stand-in rebuilds anything.
{
  lib,
  config,
  platform,
  # Package with bin/cc; null for the environment without a C compiler.
  cc,
}:
let
  hasCC = cc != null;
  setUp = builtins.path {
    name = if hasCC then "stdenv-linux" else "stdenv-no-cc-linux";
    path = ./builder;
    filter = path: _: hasCC || baseNameOf path != "cc.sh";
  };
  shell = "/bin/bash";
  stdenv = {
    outPath = setUp;
    name = if hasCC then "stdenv-linux" else "stdenv-no-cc-linux";
    inherit (platform) system;
    buildPlatform = platform;
    hostPlatform = platform;
    targetPlatform = platform;
    inherit (platform)
      isDarwin
      isLinux
      isBSD
      isFreeBSD
      isi686
      isx86_32
      isx86_64
      is32bit
      is64bit
      isAarch32
      isAarch64
      isBigEndian
      ;
    inherit shell hasCC config;
    # Syntax check of a shell script, for `checkPhase`.
    shellDryRun = "${shell} -n -O extglob";
    initialPath = [ ];
    defaultBuildInputs = [ ];
    defaultNativeBuildInputs = [ ];
    extraNativeBuildInputs = [ ];
    overrides = _: _: { };
    tests = { };
    ${if hasCC then "cc" else null} = cc;
    mkDerivation = import ./make-derivation.nix { inherit lib config stdenv; };
    override = change: throw "stdenv.override is not in the stand-in for nixpkgs: give mkDerivation what it needs as inputs";
  };
in
stdenv
