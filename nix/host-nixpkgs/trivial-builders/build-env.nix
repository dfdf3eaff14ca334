# buildEnv: packages' folders as one tree of links, collisions refused unless told otherwise; priorities are counted.
{
  lib,
  runCommand,
  linkTree,
}:
lib.makeOverridable (
  {
    name,
    paths,
    manifest ? "",
    ignoreCollisions ? false,
    ignoreSingleFileOutputs ? false,
    includeClosures ? false,
    checkCollisionContents ? true,
    pathsToLink ? [ "/" ],
    extraOutputsToInstall ? [ ],
    extraPrefix ? "",
    postBuild ? "",
    nativeBuildInputs ? [ ],
    buildInputs ? [ ],
    passthru ? { },
    meta ? { },
    pname ? null,
    version ? null,
  }:
  let
    outputsOf =
      pkg:
      (
        if !(pkg.outputSpecified or false) && pkg.meta.outputsToInstall or null != null then
          map (output: pkg.${output}) pkg.meta.outputsToInstall
        else
          [ pkg ]
      )
      ++ lib.filter (output: output != null) (map (output: pkg.${output} or null) extraOutputsToInstall);
    entries = lib.sortOn (entry: entry.priority) (
      lib.concatMap (
        pkg:
        map (path: {
          inherit path;
          priority = pkg.meta.priority or lib.meta.defaultPriority;
        }) (outputsOf pkg)
      ) (lib.filter (path: path != null) (lib.flatten paths))
    );
  in
  assert lib.assertMsg (!includeClosures) "buildEnv: `includeClosures` is not in the stand-in for nixpkgs";
  runCommand name
    (
      {
        inherit nativeBuildInputs buildInputs meta;
        entries = lib.concatMapStrings (entry: "${toString entry.priority} ${entry.path}\n") entries;
        passAsFile = [ "entries" ];
        preferLocalBuild = true;
        allowSubstitutes = false;
        passthru = {
          inherit paths;
        }
        // passthru;
      }
      // lib.filterAttrs (_: value: value != null) { inherit pname version; }
    )
    ''
      onCollision=${
        if ignoreCollisions then
          "keep"
        else if checkCollisionContents then
          "check"
        else
          "refuse"
      }
      source ${linkTree}
      root=$out${lib.escapeShellArg extraPrefix}
      mkdir -p "$root"
      while read -r priority path; do
        if ! [ -d "$path" ]; then
          ${lib.optionalString ignoreSingleFileOutputs "continue"}
          echo "error: The store path $path is a file and can't be merged into an environment using pkgs.buildEnv!" >&2
          exit 1
        fi
        for folder in ${lib.escapeShellArgs pathsToLink}; do
          folder=''${folder%/}
          if [ -d "$path$folder" ]; then linkTree "$path$folder" "$root$folder" "$priority"; fi
        done
      done <"$entriesPath"
      ${lib.optionalString (manifest != "") "ln -s ${manifest} $out/manifest"}
      ${postBuild}
    ''
)
