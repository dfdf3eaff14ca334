# Filtered copies of source folders: nixpkgs' `lib.sources`.
{ lib }:
let
  # A source that was filtered before keeps its first folder and its filter; any other value is a folder itself.
  toSourceAttributes =
    src:
    let
      filtered = src ? _isLibCleanSourceWith;
    in
    {
      origSrc = if filtered then src.origSrc else src;
      filter = if filtered then src.filter else _: _: true;
      name = if filtered then src.name else "source";
    };
  fromSourceAttributes =
    {
      origSrc,
      filter,
      name,
    }:
    {
      _isLibCleanSourceWith = true;
      inherit origSrc filter name;
      outPath = builtins.path {
        inherit filter name;
        path = origSrc;
      };
    };
in
rec {
  pathType =
    path:
    builtins.readFileType or (
      p: (builtins.readDir (dirOf p)).${baseNameOf p}
    ) path;
  pathIsDirectory = path: builtins.pathExists path && pathType path == "directory";
  pathIsRegularFile = path: builtins.pathExists path && pathType path == "regular";

  # Leaves out what version control and editors leave behind, and links to build results.
  cleanSourceFilter =
    name: type:
    let
      base = baseNameOf (toString name);
    in
    !(
      (type == "directory" && builtins.elem base [ ".git" ".svn" "CVS" ".hg" ".jj" ".pijul" "_darcs" ])
      || lib.strings.hasSuffix "~" base
      || builtins.match "^\\.sw[a-z]$" base != null
      || builtins.match "^\\..*\\.sw[a-z]$" base != null
      || lib.strings.hasSuffix ".o" base
      || lib.strings.hasSuffix ".so" base
      || (type == "symlink" && lib.strings.hasPrefix "result" base)
      || type == "unknown"
    );
  cleanSource =
    src:
    cleanSourceWith {
      filter = cleanSourceFilter;
      inherit src;
    };
  cleanSourceWith =
    {
      filter ? _: _: true,
      src,
      name ? null,
    }:
    let
      orig = toSourceAttributes src;
    in
    fromSourceAttributes {
      inherit (orig) origSrc;
      filter = path: type: filter path type && orig.filter path type;
      name = if name != null then name else orig.name;
    };
  sourceFilesBySuffices =
    src: suffixes:
    cleanSourceWith {
      filter = name: type: type == "directory" || lib.lists.any (suffix: lib.strings.hasSuffix suffix (baseNameOf name)) suffixes;
      inherit src;
    };
  sourceByRegex =
    src: regexes:
    let
      orig = src.origSrc or src;
    in
    cleanSourceWith {
      filter =
        path: type:
        let
          relative = lib.strings.removePrefix (toString orig + "/") (toString path);
        in
        lib.lists.any (regex: builtins.match regex relative != null) regexes;
      inherit src;
    };
  trace =
    src:
    let
      orig = toSourceAttributes src;
    in
    fromSourceAttributes (
      orig
      // {
        filter =
          path: type:
          let
            keep = orig.filter path type;
          in
          builtins.trace "${lib.generators.toPretty { } { inherit type path keep; }}" keep;
      }
    );

  urlToName =
    url:
    let
      base = baseNameOf (lib.strings.removeSuffix "/" (lib.lists.last (lib.strings.splitString ":" (toString url))));
      known = builtins.match "(.*)\\.git" base;
    in
    if known == null then base else builtins.head known;
}
