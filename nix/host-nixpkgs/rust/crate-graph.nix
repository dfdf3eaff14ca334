# What crates know of those below them: rustc's options that name them, and their closure.
{ lib, stdenv }:
rec {
  underscored = lib.replaceStrings [ "-" ] [ "_" ];

  # The name under which the crate knows a dependency: its library's, or that of `crateRenames`, which holds a name or a
  # list of { version, rename } by the dependency's crateName.
  externName =
    renames: dep:
    let
      own = underscored dep.libName;
      choices = renames.${dep.crateName};
      chosen = lib.findFirst (choice: !(choice ? version) || choice.version == dep.version or "") { rename = own; } choices;
    in
    if !renames ? ${dep.crateName} then
      own
    else
      underscored (if builtins.isList choices then chosen.rename else choices);
  externs =
    renames: dependencies:
    lib.concatMapStringsSep " " (
      dep:
      let
        isRlib = lib.any (type: type == "lib" || type == "rlib") dep.crateType;
        ending = if isRlib then ".rlib" else stdenv.hostPlatform.extensions.library;
      in
      "--extern ${externName renames dep}=${dep.lib}/lib/lib${underscored dep.libName}-${dep.metadata}${ending}"
    ) dependencies;

  # A list of crates and all that they depend on, each once, the near ones first.
  closure =
    key: next: crates:
    let
      node = dep: {
        key = key dep;
        inherit dep;
      };
    in
    map (item: item.dep) (
      builtins.genericClosure {
        startSet = map node crates;
        operator = item: map node (next item.dep);
      }
    );
  storePath = dep: builtins.unsafeDiscardStringContext dep.outPath;

  # Going down a long chain of crates would exceed Nix's depth of calls: every fiftieth level evaluates what lies below
  # it from the bottom up first. By name, which needs no evaluation of its own; that two crates have the same costs
  # depth, nothing else.
  settle =
    height: below:
    lib.mod height 50 != 0
    || builtins.foldl' (_: dep: builtins.seq dep.outPath true) true (
      lib.reverseList (closure (dep: dep.name) (dep: dep.dependencies ++ dep.buildDependencies) below)
    );
}
