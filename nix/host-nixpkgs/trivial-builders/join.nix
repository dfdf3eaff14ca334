# Trees of links to other packages: symlinkJoin, linkFarm, buildEnv and files put together.
{
  lib,
  runCommand,
  runCommandLocal,
  # Path of link-tree.sh.
  linkTree,
}:
let
  mapPaths =
    f:
    map (
      path:
      if path == null then
        null
      else if builtins.isList path then
        mapPaths f path
      else
        f path
    );

  linkFarm =
    name: entries:
    let
      set =
        if builtins.isAttrs entries then
          entries
        else if builtins.isList entries then
          # The last of entries with one name counts.
          builtins.foldl' (set: entry: set // { "${entry.name}" = entry.path; }) { } entries
        else
          throw "linkFarm entries must be either attrs or a list!";
    in
    runCommand name
      {
        preferLocalBuild = true;
        allowSubstitutes = false;
        passthru.entries = set;
      }
      ''
        mkdir -p $out
        cd $out
        ${lib.concatStrings (
          lib.mapAttrsToList (entry: path: ''
            mkdir -p -- "$(dirname -- ${lib.escapeShellArg "${entry}"})"
            ln -s -- ${lib.escapeShellArg "${path}"} ${lib.escapeShellArg "${entry}"}
          '') set
        )}
      '';

  concatTextFile =
    {
      name,
      files,
      executable ? false,
      destination ? "",
      checkPhase ? "",
      meta ? { },
      passthru ? { },
    }:
    runCommandLocal name
      {
        inherit
          files
          executable
          checkPhase
          meta
          passthru
          destination
          ;
      }
      ''
        file=$out$destination
        mkdir -p "$(dirname "$file")"
        cat $files > "$file"
        if [ -n "$executable" ]; then chmod +x "$file"; fi
        eval "$checkPhase"
      '';
in
{
  inherit linkFarm concatTextFile;

  # Other arguments than these become variables of the build, as for runCommand.
  symlinkJoin =
    args@{
      name ?
        assert lib.assertMsg (args ? pname && args ? version)
          "symlinkJoin requires either a `name` OR `pname` and `version`";
        "${args.pname}-${args.version}",
      paths,
      stripPrefix ? "",
      preferLocalBuild ? true,
      allowSubstitutes ? false,
      postBuild ? "",
      failOnMissing ? stripPrefix == "",
      ...
    }:
    assert lib.assertMsg (stripPrefix != "" -> (lib.hasPrefix "/" stripPrefix && stripPrefix != "/")) ''
      stripPrefix must be either an empty string (disable stripping behavior), or relative path prefixed with /.

      Ensure that the path starts with / and specifies path to the subdirectory.
    '';
    runCommand name
      (
        removeAttrs args [
          "name"
          "postBuild"
          "stripPrefix"
          "paths"
          "failOnMissing"
        ]
        // {
          inherit preferLocalBuild allowSubstitutes;
          paths = mapPaths (path: "${path}${stripPrefix}") paths;
          passAsFile = [ "paths" ];
        }
      )
      ''
        mkdir -p $out
        source ${linkTree}
        for path in $(cat "$pathsPath"); do
          if [ -d "$path" ]; then
            linkTree "$path" "$out"
          ${lib.optionalString failOnMissing ''
            else
              echo "symlinkJoin: $path is not a folder" >&2
              exit 1
          ''}
          fi
        done
        ${postBuild}
      '';

  linkFarmFromDrvs =
    name: drvs:
    linkFarm name (
      map (drv: {
        inherit (drv) name;
        path = drv;
      }) drvs
    );
  onlyBin =
    drv:
    runCommand "${drv.name}-only-bin" { } ''
      mkdir -p $out
      ln -s ${lib.getBin drv}/bin $out/bin
    '';

  concatText = name: files: concatTextFile { inherit name files; };
  concatScript =
    name: files:
    concatTextFile {
      inherit name files;
      executable = true;
    };
}
