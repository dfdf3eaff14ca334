# A tool that no fact names: a package of scripts that start the first program of their name on PATH, never themselves.
{
  lib,
  runCommandLocal,
  # The sentence that says how to make the tool known.
  mend,
}:
{
  pname,
  program,
  others,
  isCompiler,
}:
let
  script = builtins.path {
    name = "late-bound.sh";
    path = ./late-bound.sh;
  };
in
runCommandLocal "${pname}-host"
  {
    inherit pname mend isCompiler;
    version = "host";
    meta = {
      mainProgram = program;
      description = "`${program}` of the host, looked up on PATH when started";
    };
  }
  ''
    mkdir -p $out/bin
    for program in ${toString ([ program ] ++ others)}; do
      {
        printf '#!/bin/sh\n# late-bound tool of the stand-in for nixpkgs\n'
        printf 'program=%s\nisCompiler=%s\nmend=%s\n' "$program" "$isCompiler" "''${mend@Q}"
        cat ${script}
      } >$out/bin/$program
      chmod +x $out/bin/$program
    done
  ''
