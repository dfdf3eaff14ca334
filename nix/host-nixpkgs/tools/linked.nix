# A tool that the facts know: takes { path, version }, gives a package whose bin/ links to it and to its neighbours.
{ lib, runCommandLocal }:
{
  pname,
  program,
  others,
  fact,
}:
let
  firstLine = builtins.head (lib.splitString "\n" fact.version);
  number = builtins.match "[^0-9]*([0-9]+(\\.[0-9]+)*).*" firstLine;
  version = if number == null then "host" else builtins.head number;
in
# A proxy chooses a toolchain by the environment, so that its path says nothing of what it runs.
assert lib.assertMsg (baseNameOf fact.path != "rustup")
  "host.nix: the path of `${program}` is rustup, which is a proxy: give the toolchain's own, `$(rustc --print sysroot)/bin/${program}`";
runCommandLocal "${pname}-${version}"
  {
    inherit pname version;
    toolPath = fact.path;
    toolVersion = fact.version;
    toolSysroot = fact.sysroot or "";
    meta = {
      mainProgram = program;
      description = "`${program}` of the host";
    };
    passthru.fact = fact;
  }
  ''
    if ! [ -x "$toolPath" ]; then
      echo "$toolPath is not here any more: run \`npm run set-up\` again" >&2
      exit 1
    fi
    mkdir -p $out/bin
    ln -s -- "$toolPath" $out/bin/${program}
    for other in ${toString others}; do
      if [ -x "''${toolPath%/*}/$other" ] && ! [ -e "$out/bin/$other" ]; then ln -s -- "''${toolPath%/*}/$other" "$out/bin/$other"; fi
    done
  ''
