# buildRustCrate: takes one crate as data, gives a package with the outputs `out` (bin/) and `lib`
# (lib/lib<name>-<metadata>.rlib or .so), compiled by one rustc for the library and one for each program.
{
  lib,
  stdenv,
  rustc,
  cargo,
  jq,
  defaultCrateOverrides,
}:
let
  # Content-addressed, so that no other change of the stand-in compiles a crate anew.
  scripts = builtins.path {
    name = "build-rust-crate";
    path = ./builder;
  };
  inherit (import ./crate-graph.nix { inherit lib stdenv; })
    closure
    externs
    settle
    storePath
    ;
  forCompiling = tool: tool.forCompiling or tool;
  hostCargo = cargo;
  featureOptions = lib.concatMapStringsSep " " (feature: ''--cfg feature=\"${feature}\"'');

  # Attributes of a crate that are read here and are no variables of the build.
  readHere = [
    "src"
    "nativeBuildInputs"
    "buildInputs"
    "crateBin"
    "crateLib"
    "libName"
    "libPath"
    "buildDependencies"
    "dependencies"
    "features"
    "crateRenames"
    "crateName"
    "version"
    "build"
    "authors"
    "colors"
    "edition"
    "buildTests"
    "codegenUnits"
    "links"
    "type"
    "rust"
    "cargo"
    "release"
    "verbose"
    "extraLinkFlags"
    "extraRustcOpts"
    "extraRustcOptsForBuildRs"
    "workspace_member"
    "capLints"
  ];
in
crate_:
lib.makeOverridable
  (
    {
      rust ? rustc,
      cargo ? hostCargo,
      release,
      verbose,
      features,
      nativeBuildInputs,
      buildInputs,
      crateOverrides,
      dependencies,
      buildDependencies,
      crateRenames,
      extraRustcOpts,
      extraRustcOptsForBuildRs,
      buildTests,
      preUnpack,
      postUnpack,
      prePatch,
      patches,
      postPatch,
      preConfigure,
      postConfigure,
      preBuild,
      postBuild,
      preInstall,
      postInstall,
    }:
    let
      crate = crate_ // (crateOverrides.${crate_.crateName} or (_: { })) crate_;
      inherit (crate) crateName version;
      libName = crate.libName or crateName;
      libraries = map lib.getLib dependencies;
      buildLibraries = map lib.getLib buildDependencies;
      completeDeps = closure storePath (dep: dep.dependencies) libraries;
      completeBuildDeps = closure storePath (_: [ ]) (
        buildLibraries ++ lib.concatMap (dep: dep.completeBuildDeps ++ dep.completeDeps) buildLibraries
      );
      below = libraries ++ buildLibraries;
      height = 1 + builtins.foldl' (highest: dep: lib.max highest dep.crateHeight) 0 below;
      settled = settle height below;
      # `a/b` asks for a feature of a dependency, and `dep:a` for an optional one: neither is the crate's own.
      crateFeatures = lib.optionals (crate ? features) (
        lib.filter (feature: !(lib.hasInfix "/" feature || lib.hasPrefix "dep:" feature)) (crate.features ++ features)
      );
      crateType =
        if crate.procMacro or false then
          [ "proc-macro" ]
        else if crate.plugin or false then
          [ "dylib" ]
        else
          crate.type or [ "lib" ];
      # Sets the symbols of this crate apart from those of others.
      metadata = lib.substring 0 10 (
        builtins.hashString "sha256" (
          lib.concatStringsSep "___" [
            "${crateName}-${version}"
            (featureOptions crateFeatures)
            (lib.concatMapStrings (dep: dep.metadata) (libraries ++ buildLibraries))
            stdenv.hostPlatform.rust.rustcTarget
          ]
        )
      );
      edition = lib.optional (crate.edition or null != null) "--edition ${crate.edition}";
      sysroot = lib.optional ((forCompiling rust).fact.sysroot or null != null) "--sysroot ${(forCompiling rust).fact.sysroot}";
      shared =
        sysroot
        ++ [
          (if release then "-C opt-level=3" else "-C debuginfo=2")
          "-C codegen-units=${toString (crate.codegenUnits or 1)}"
          "--remap-path-prefix=$NIX_BUILD_TOP=/build"
        ];
      rustcOptions = lib.concatStringsSep " " (
        shared
        ++ [
          (externs crateRenames libraries)
          (featureOptions crateFeatures)
        ]
        ++ crate.extraRustcOpts or [ ]
        ++ extraRustcOpts
        ++ edition
      );
      buildScriptOptions = lib.concatStringsSep " " (
        shared
        ++ [
          (externs crateRenames buildLibraries)
          (featureOptions crateFeatures)
        ]
        ++ crate.extraRustcOptsForBuildRs or [ ]
        ++ extraRustcOptsForBuildRs
        ++ edition
      );

      hasCrateBin = crate ? crateBin;
      # crate2nix writes { name = ","; } for "no programs".
      bins = lib.filter (
        bin:
        bin.name or "" != "," && builtins.all (feature: builtins.elem feature crateFeatures) (bin.requiredFeatures or [ ])
      ) (crate.crateBin or [ ]);
      # null asks to look for the Cargo.toml that names the crate.
      member = crate.workspace_member or ".";
      cargoEnvironment = import ./cargo-environment.nix {
        inherit
          lib
          stdenv
          crate
          libName
          release
          ;
      };
      arg = lib.escapeShellArg;
    in
    stdenv.mkDerivation (
      {
        inherit
          crateName
          version
          libName
          metadata
          crateType
          crateFeatures
          buildTests
          preUnpack
          postUnpack
          prePatch
          patches
          postPatch
          preConfigure
          postConfigure
          preBuild
          postBuild
          preInstall
          postInstall
          ;
        name = "rust_${crateName}-${version}${lib.optionalString buildTests "-test"}";
        src =
          crate.src or (throw "buildRustCrate `${crateName}`: the stand-in for nixpkgs fetches no crates, give `src`");
        nativeBuildInputs = [
          (forCompiling rust)
          (forCompiling stdenv.cc)
        ]
        ++ lib.optionals (member == null) [
          cargo
          jq
        ]
        ++ crate.nativeBuildInputs or [ ]
        ++ nativeBuildInputs;
        buildInputs = crate.buildInputs or [ ] ++ buildInputs;
        buildDependencies = buildLibraries;
        dependencies = libraries;
        libPath = crate.libPath or "";
        build = crate.build or "";
        colors = crate.colors or "always";
        capLints = crate.capLints or "allow";
        verbose = verbose;
        extraLinkFlags = lib.concatStringsSep " " (crate.extraLinkFlags or [ ]);
        libraryEnding = stdenv.hostPlatform.extensions.library;

        configurePhase = builtins.seq settled ''
          source ${scripts}/shared.sh
          source ${scripts}/configure.sh
          ${if member == null then "enterMember" else "cd ${arg member}"}
          runHook preConfigure
          ${cargoEnvironment}
          linkDependencies
          RUSTC_OPTIONS="${buildScriptOptions}"
          runBuildScript
          runHook postConfigure
        '';
        buildPhase = builtins.seq settled ''
          source ${scripts}/build.sh
          runHook preBuild
          RUSTC_OPTIONS="${rustcOptions}"
          buildLibrary
          ${lib.concatMapStrings (bin: "buildProgram ${arg (bin.name or crateName)} ${arg (bin.path or "")}\n") bins}
          ${lib.optionalString (!hasCrateBin) "buildFoundPrograms"}
          ${lib.optionalString buildTests "buildTestPrograms"}
          runHook postBuild
        '';
        installPhase = ''
          source ${scripts}/install.sh
          runHook preInstall
          ${if buildTests then "installTests" else "installCrate"}
          runHook postInstall
        '';
        dontStrip = !release;
        outputs = if buildTests then [ "out" ] else [ "out" "lib" ];
        outputDev = if buildTests then "out" else "lib";
        meta.mainProgram = crateName;
        passthru = {
          # All libraries below, the near ones first. Builds find them through the outputs of the direct ones, so that a
          # derivation stays small.
          inherit completeDeps completeBuildDeps;
          crateHeight = height;
        }
        // crate.passthru or { };
      }
      // removeAttrs crate (readHere ++ [ "passthru" ])
    )
  )
  {
    rust = crate_.rust or rustc;
    cargo = crate_.cargo or cargo;
    release = crate_.release or true;
    verbose = crate_.verbose or true;
    extraRustcOpts = [ ];
    extraRustcOptsForBuildRs = [ ];
    features = [ ];
    nativeBuildInputs = [ ];
    buildInputs = [ ];
    crateOverrides = defaultCrateOverrides;
    preUnpack = crate_.preUnpack or "";
    postUnpack = crate_.postUnpack or "";
    prePatch = crate_.prePatch or "";
    patches = crate_.patches or [ ];
    postPatch = crate_.postPatch or "";
    preConfigure = crate_.preConfigure or "";
    postConfigure = crate_.postConfigure or "";
    preBuild = crate_.preBuild or "";
    postBuild = crate_.postBuild or "";
    preInstall = crate_.preInstall or "";
    postInstall = crate_.postInstall or "";
    dependencies = crate_.dependencies or [ ];
    buildDependencies = crate_.buildDependencies or [ ];
    crateRenames = crate_.crateRenames or { };
    buildTests = crate_.buildTests or false;
  }
