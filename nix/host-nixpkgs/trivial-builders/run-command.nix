# runCommand and its kin: a name, an environment and a shell command to a derivation.
{
  lib,
  stdenv,
  stdenvNoCC,
}:
let
  runCommandWith =
    let
      defaultStdenv = stdenv;
    in
    {
      stdenv ? defaultStdenv,
      runLocal ? false,
      derivationArgs ? { },
      name,
    }:
    buildCommand:
    stdenv.mkDerivation (
      {
        enableParallelBuilding = true;
        inherit buildCommand name;
        passAsFile = [ "buildCommand" ] ++ (derivationArgs.passAsFile or [ ]);
      }
      // lib.optionalAttrs runLocal {
        preferLocalBuild = true;
        allowSubstitutes = false;
      }
      // removeAttrs derivationArgs [ "passAsFile" ]
    );
  run =
    stdenv: runLocal: name: derivationArgs:
    runCommandWith {
      inherit
        stdenv
        runLocal
        name
        derivationArgs
        ;
    };
in
{
  inherit runCommandWith;
  runCommand = run stdenvNoCC false;
  runCommandLocal = run stdenvNoCC true;
  # What it compiles depends on the compiler, so that the compiler is an input here, path and version.
  runCommandCC =
    name: env:
    run stdenv false name (
      env // { nativeBuildInputs = [ stdenv.cc.forCompiling ] ++ (env.nativeBuildInputs or [ ]); }
    );
}
