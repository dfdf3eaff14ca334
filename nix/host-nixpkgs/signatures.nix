# Takes a nixpkgs, this one or the real, gives as plain data what callers of it rely on: signatures, names and
# behaviours. `signatures.json` records the answer of the release that the stand-in follows.
{
  # A folder, or a flake reference, which needs impure evaluation.
  nixpkgs,
  system ? "x86_64-linux",
}:
let
  folder = if builtins.isPath nixpkgs || builtins.substring 0 1 nixpkgs == "/" then nixpkgs else (builtins.getFlake nixpkgs).outPath;
  importNixpkgs = import folder;
  pkgs = importNixpkgs {
    inherit system;
    config = { };
    overlays = [ ];
  };
  inherit (pkgs) lib;
  crate = pkgs.buildRustCrate {
    crateName = "some-crate";
    version = "1.2.3";
    src = ./rust;
    features = [
      "one"
      "two/three"
      "dep:four"
    ];
  };

  # null is what this nixpkgs does not have.
  functions = {
    "import nixpkgs" = importNixpkgs;
    "pkgs.runCommandWith" = pkgs.runCommandWith or null;
    "pkgs.writeTextFile" = pkgs.writeTextFile or null;
    "pkgs.writeShellApplication" = pkgs.writeShellApplication or null;
    "pkgs.symlinkJoin" = pkgs.symlinkJoin or null;
    "pkgs.concatTextFile" = pkgs.concatTextFile or null;
    "pkgs.buildEnv" = pkgs.buildEnv or null;
    "pkgs.makeSetupHook" = pkgs.makeSetupHook or null;
    "pkgs.mkShell" = pkgs.mkShell or null;
    "pkgs.buildRustCrate.override" = crate.override;
    "lib.cleanSourceWith" = lib.cleanSourceWith or null;
    "lib.fileset.toSource" = lib.fileset.toSource or null;
    "lib.strings.trimWith" = lib.strings.trimWith or null;
    "lib.generators.toKeyValue" = lib.generators.toKeyValue or null;
    "lib.generators.toINI" = lib.generators.toINI or null;
    "lib.generators.mkKeyValueDefault" = lib.generators.mkKeyValueDefault or null;
  };

  # Each is forced on its own; one that throws says so.
  answer =
    value:
    let
      tried = builtins.tryEval (builtins.deepSeq value value);
    in
    if tried.success then tried.value else "«throws»";
  package = pkgs.stdenv.mkDerivation (final: {
    pname = "pkg";
    version = "1";
    src = ./stdenv;
    outputs = [
      "out"
      "dev"
    ];
    buildInputs = [ null ];
    passthru.seen = final.version;
    meta.mainProgram = "prog";
  });
  shell = pkgs.mkShell {
    packages = [ package ];
    FOO = "bar";
  };
  text = pkgs.writeTextFile {
    name = "text";
    text = "x";
    executable = true;
    destination = "/bin/prog";
  };
  # Values for the arguments that a function cannot do without; text for all others.
  samples = {
    paths = [ ];
    files = [ ];
    src = ./rust;
    root = ./rust;
    fileset = ./rust;
  };
in
{
  # True where the function takes an argument that it does not know; an error of Nix where it refuses it.
  takesUnknown = builtins.mapAttrs (
    _: f:
    let
      required = lib.filterAttrs (_: hasDefault: !hasDefault) (lib.functionArgs f);
      given = builtins.mapAttrs (argument: _: samples.${argument} or "") required;
    in
    builtins.seq (f (given // { unknownArgument = 1; })) true
  ) functions;

  signatures = builtins.mapAttrs (_: lib.functionArgs) (lib.filterAttrs (_: f: f != null) functions);

  names = {
    lib = builtins.attrNames lib;
    pkgs = builtins.attrNames pkgs;
  }
  // lib.genAttrs [ "attrsets" "customisation" "fileset" "fixedPoints" "generators" "lists" "meta" "sources" "strings" "systems" "trivial" "versions" ] (
    part: builtins.attrNames lib.${part}
  );

  behaviours = builtins.mapAttrs (_: answer) {
    "overlays in order" =
      (importNixpkgs {
        inherit system;
        overlays = [
          (final: prev: { word = "one"; seen = final.word; })
          (final: prev: { word = prev.word + " two"; })
        ];
      }).seen;
    "pkgs.extend" = (pkgs.extend (final: prev: { added = prev.stdenv.system; })).added;
    "callPackage and override" =
      let
        made = pkgs.callPackage ({ lib, word ? "default" }: { inherit word; }) { };
      in
      [ made.word (made.override { word = "other"; }).word ];
    "an overlay that is no function" = (importNixpkgs { inherit system; overlays = [ 1 ]; }).stdenv.system;
    "platform" = { inherit (pkgs.stdenv.hostPlatform) system config isLinux isDarwin isAarch64 isx86_64 is64bit linuxArch; inherit (pkgs.stdenv.hostPlatform.rust) rustcTarget; };

    "mkDerivation: name, outputs, passthru" = {
      inherit (package) name pname version outputs seen type outputName;
      inherit (package.meta) mainProgram outputsToInstall available broken;
      dev = package.dev.outputName;
      all = map (output: output.outputName) package.all;
    };
    "mkDerivation: overrideAttrs" =
      let
        changed = package.overrideAttrs (final: previous: { version = "2"; passthru = previous.passthru // { was = previous.version; }; });
      in
      { inherit (changed) name seen was; };
    "mkDerivation: overrideAttrs with a set" = (package.overrideAttrs { version = "3"; }).name;
    "mkDerivation: env may not repeat an attribute" = (pkgs.stdenv.mkDerivation { name = "x"; FOO = "1"; env.FOO = "2"; }).drvPath;
    "mkDerivation: env holds no list" = (pkgs.stdenv.mkDerivation { name = "x"; env.FOO = [ "2" ]; }).drvPath;
    "mkDerivation: an input of another type" = (pkgs.stdenv.mkDerivation { name = "x"; buildInputs = [ 1 ]; }).drvPath;
    "mkDerivation: a broken package" = (pkgs.stdenv.mkDerivation { name = "x"; meta.broken = true; }).drvPath;
    "mkDerivation: an unfree package" = (pkgs.stdenv.mkDerivation { name = "x"; meta.license = lib.licenses.unfree; }).drvPath;
    "mkDerivation: a package for other systems" = (pkgs.stdenv.mkDerivation { name = "x"; meta.platforms = lib.platforms.darwin; }).drvPath;
    "mkShell.override" = (pkgs.mkShell.override { stdenv = pkgs.stdenvNoCC; } { name = "other"; }).name;
    "mkShell" = { inherit (shell) name FOO; inputs = map (input: input.name) shell.nativeBuildInputs; };
    "writeTextFile" = { inherit (text) name; inherit (text.meta) mainProgram; exe = baseNameOf (lib.getExe text); };
    "writeTextFile: a relative destination" = (pkgs.writeTextFile { name = "x"; text = ""; destination = "bin/x"; }).drvPath;
    "symlinkJoin: other arguments are variables" = (pkgs.symlinkJoin { pname = "a"; version = "1"; paths = [ ]; EXTRA = "yes"; }) .EXTRA;
    "symlinkJoin: no name" = (pkgs.symlinkJoin { paths = [ ]; }).name;
    "linkFarm" = (pkgs.linkFarm "farm" [ { name = "a"; path = "/one"; } { name = "a"; path = "/two"; } ]).entries;
    "linkFarm of a string" = (pkgs.linkFarm "farm" "x").drvPath;
    "buildRustCrate" = { inherit (crate) name version crateName libName crateType crateFeatures metadata outputs; inherit (crate.meta) mainProgram; };
    "buildRustCrate: tests" = { inherit (crate.override { buildTests = true; }) name outputs; };

    "lib.strings" = {
      shell = lib.escapeShellArgs [ "plain" "a b" "it's" "" "-x=1" "ü" ];
      name = map lib.strings.sanitizeDerivationName [ "ok-1.0" "..dots" "a b/c" "" ];
      nix = map lib.strings.escapeNixIdentifier [ "a" "a.b" "if" "1a" ];
      split = lib.splitString "." "a.b..c";
      trim = map lib.trim [ " a b\n" "" " " ];
      int = map lib.toInt [ "7" " -7 " ];
      octal = answer (lib.toInt "007");
      base10 = lib.toIntBase10 "007";
      width = lib.fixedWidthNumber 3 7;
      url = lib.escapeURL "a b/?";
      path = lib.makeBinPath [ "/a" null "/b" ];
      variable = lib.toShellVars { A = "it's"; B = [ "x" "y z" ]; C = { k = "v"; }; };
      version = [ (lib.versionOlder "1.2" "1.10") (lib.versions.majorMinor "1.2.3") (lib.versions.pad 3 "1.2-rc1") (lib.getName "a-b-1.0") (lib.getVersion "a-b-1.0") ];
      normal = lib.strings.normalizePath "/a//b///c/";
      regex = lib.escapeRegex "a.b*[c]";
      xml = lib.escapeXML ''<a href="x">&'</a>'';
      float = lib.strings.floatToString 1.5;
      sentence = lib.toSentenceCase "hello World";
    };
    "lib.lists" = {
      flat = lib.flatten [ 1 [ 2 [ 3 ] ] ];
      unique = lib.unique [ 1 2 1 ];
      sorted = lib.naturalSort [ "a10" "a9" "b" ];
      topo = lib.toposort (a: b: a < b) [ 3 1 2 ];
      sub = [ (lib.take 2 [ 1 2 3 ]) (lib.drop 2 [ 1 2 3 ]) (lib.sublist 1 1 [ 1 2 3 ]) (lib.last [ 1 2 ]) (lib.init [ 1 2 ]) ];
      empty = answer (lib.last [ ]);
      fold = [ (lib.foldr (a: b: a + b) "z" [ "a" "b" ]) (lib.foldl (a: b: a + b) "z" [ "a" "b" ]) ];
      found = [ (lib.findFirst (x: x > 1) null [ 1 2 3 ]) (lib.lists.findFirstIndex (x: x > 5) null [ 1 ]) ];
      indexed = lib.imap1 (i: x: "${toString i}${x}") [ "a" "b" ];
      zipped = lib.zipLists [ 1 2 ] [ "a" ];
      minus = lib.subtractLists [ 1 ] [ 1 2 ];
    };
    "lib.attrsets" = {
      update = lib.recursiveUpdate { a = { b = 1; c = 2; }; l = [ 1 ]; } { a.b = 3; l = [ 2 ]; };
      path = [ (lib.attrByPath [ "a" "b" ] 0 { a.b = 1; }) (lib.hasAttrByPath [ "a" "x" ] { a.b = 1; }) (lib.setAttrByPath [ "a" "b" ] 1) ];
      filter = lib.filterAttrs (n: v: v > 1) { a = 1; b = 2; };
      map' = lib.mapAttrs' (n: v: lib.nameValuePair "x${n}" v) { a = 1; };
      list = lib.mapAttrsToList (n: v: "${n}${toString v}") { b = 1; a = 2; };
      product = lib.cartesianProduct { a = [ 1 2 ]; b = [ 3 ]; };
      recursive = lib.mapAttrsRecursive (path: v: lib.concatStringsSep "." path) { a.b = 1; };
      collected = lib.collect builtins.isInt { a = 1; b.c = 2; };
      zip = lib.zipAttrs [ { a = 1; } { a = 2; b = 3; } ];
      fold = lib.foldAttrs (item: acc: [ item ] ++ acc) [ ] [ { a = 1; } { a = 2; } ];
      many = lib.updateManyAttrsByPath [ { path = [ "a" "b" ]; update = old: old + 1; } ] { a.b = 1; };
      shown = lib.showAttrPath [ "a" "b c" ];
    };
    "lib.generators" = {
      pretty = lib.generators.toPretty { } { a = [ 1 "x" null ]; b = { }; };
      ini = lib.generators.toINI { } { s = { a = 1; b = true; }; };
      line = lib.generators.toKeyValue { } { a = "b"; };
      gnu = lib.cli.toGNUCommandLineShell { } { X = "PUT"; verbose = true; quiet = false; data = [ "a" "b c" ]; };
    };
    "lib.fixedPoints" = {
      composed = lib.fix (lib.extends (lib.composeManyExtensions [ (f: p: { a = p.a + 1; }) (f: p: { b = f.a; }) ]) (_: { a = 1; }));
      extensible = let x = lib.makeExtensible (self: { a = 1; b = self.a; }); in (x.extend (f: p: { a = 5; })).b;
    };
    "lib.meta" = { exe = answer (lib.getExe' "x" "y"); mit = { inherit (lib.licenses.mit) spdxId shortName free; }; };
    "lib.fakes" = { inherit (lib) fakeHash fakeSha256; };
  };
}
