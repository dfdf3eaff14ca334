# lib: takes nothing, gives nixpkgs' library of pure functions, as far as the stand-in has it.
# A function that is not here is a missing attribute, Nix's own error.
let
  fixedPoints = import ./fixed-points.nix { lib = self; };
  self = fixedPoints.makeExtensible (
    lib:
    {
      inherit fixedPoints;
      trivial = import ./trivial.nix { inherit lib; };
      lists = import ./lists.nix { inherit lib; };
      strings = import ./strings.nix { inherit lib; };
      attrsets = import ./attrsets.nix { inherit lib; };
      customisation = import ./customisation.nix { inherit lib; };
      meta = import ./meta.nix { inherit lib; };
      licenses = import ./licenses.nix { inherit lib; };
      versions = import ./versions.nix { inherit lib; };
      generators = import ./generators.nix { inherit lib; };
      cli = import ./cli.nix { inherit lib; };
      sources = import ./sources.nix { inherit lib; };
      fileset = import ./fileset.nix { inherit lib; };
      systems = removeAttrs (import ./systems.nix { inherit lib; }) [ "platforms" ];
      platforms = (import ./systems.nix { inherit lib; }).platforms;
      asserts = { inherit (lib.trivial) assertMsg assertOneOf; };
      maintainers = { };
      teams = { };
      fetchers = { };
      filesystem = {
        inherit (lib.sources) pathType pathIsDirectory pathIsRegularFile;
        listFilesRecursive =
          folder:
          lib.lists.flatten (
            lib.attrsets.mapAttrsToList (
              name: type:
              if type == "directory" then lib.filesystem.listFilesRecursive (folder + "/${name}") else folder + "/${name}"
            ) (builtins.readDir folder)
          );
      };
      debug = {
        traceIf = condition: message: value: if condition then builtins.trace message value else value;
        traceVal = value: builtins.trace value value;
        traceValSeq = value: builtins.deepSeq value (builtins.trace value value);
        traceSeq = shown: value: builtins.deepSeq shown (builtins.trace shown value);
      };

      fakeHash = "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
      fakeSha256 = "0000000000000000000000000000000000000000000000000000000000000000";
      fakeSha512 = builtins.concatStringsSep "" (builtins.genList (_: "0") 128);
    }
    // import ./top-level.nix { inherit lib fixedPoints; }
  );
in
self
