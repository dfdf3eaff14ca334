# Sets of files below one folder: the part of nixpkgs' `lib.fileset` that sources are made with.
{ lib }:
let
  marker = "fileset";
  # A file set is { _type, includes: path (string): type: bool }, for files; folders stay where a file below is in.
  make = includes: {
    _type = marker;
    inherit includes;
  };
  coerce =
    value:
    if value._type or null == marker then
      value
    else if builtins.isPath value then
      if !builtins.pathExists value then
        throw "lib.fileset: The file set ${toString value} is a path that does not exist; use `lib.fileset.maybeMissing` for one that may be missing."
      else
        fromPath value
    else
      throw "lib.fileset: a ${builtins.typeOf value} is neither a file set nor a path: ${lib.generators.toPretty { } value}";
  fromPath =
    path:
    let
      text = toString path;
    in
    make (file: _: file == text || lib.strings.hasPrefix "${text}/" file);
  filesBelow =
    set: folder:
    builtins.concatLists (
      lib.attrsets.mapAttrsToList (
        name: type:
        let
          path = folder + "/${name}";
        in
        if type == "directory" then filesBelow set path else lib.lists.optional (set.includes (toString path) type) path
      ) (builtins.readDir folder)
    );
  hasFileBelow =
    set: folder:
    lib.lists.any (
      { name, value }:
      let
        path = folder + "/${name}";
      in
      if value == "directory" then hasFileBelow set path else set.includes (toString path) value
    ) (lib.attrsets.attrsToList (builtins.readDir folder));
in
rec {
  empty = make (_: _: false);
  maybeMissing = path: if builtins.pathExists path then fromPath path else empty;
  union =
    a: b:
    unions [
      a
      b
    ];
  unions =
    sets:
    let
      all = map coerce sets;
    in
    make (path: type: lib.lists.any (set: set.includes path type) all);
  intersection =
    a: b:
    let
      x = coerce a;
      y = coerce b;
    in
    make (path: type: x.includes path type && y.includes path type);
  difference =
    a: b:
    let
      x = coerce a;
      y = coerce b;
    in
    make (path: type: x.includes path type && !y.includes path type);
  # keep: { name, type, hasExt }: bool.
  fileFilter =
    keep: folder:
    let
      below = coerce folder;
    in
    make (
      path: type:
      below.includes path type
      && keep {
        name = baseNameOf path;
        inherit type;
        hasExt = extension: lib.strings.hasSuffix ".${extension}" (baseNameOf path);
      }
    );
  gitTracked = folder: throw "lib.fileset.gitTracked is not in the stand-in for nixpkgs: a flake holds tracked files only, so that the folder itself does it";
  toList = set: throw "lib.fileset.toList is not in the stand-in for nixpkgs: a file set there does not know its folder; use lib.fileset.toSource";

  toSource =
    {
      root,
      fileset,
    }:
    let
      set = coerce fileset;
    in
    assert lib.trivial.assertMsg (builtins.isPath root)
      "lib.fileset.toSource: `root` is of type ${builtins.typeOf root}, but it should be a path instead.";
    lib.sources.cleanSourceWith {
      name = "source";
      src = root;
      filter = path: type: if type == "directory" then hasFileBelow set (root + lib.strings.removePrefix (toString root) path) else set.includes path type;
    };
  trace = set: value: builtins.trace "file set" value;
}
