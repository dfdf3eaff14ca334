# mkDerivation: takes an attribute set, or a function of the final one, gives a package with nixpkgs' attributes:
# overrideAttrs, override-able meta and passthru, drvAttrs, outputs, inputDerivation.
{
  lib,
  config,
  stdenv,
}:
let
  inherit (builtins)
    attrNames
    elem
    filter
    isAttrs
    isBool
    isInt
    isString
    typeOf
    ;
  inherit (lib) isDerivation optionals;

  checkMeta = import ./check-meta.nix { inherit lib config stdenv; };

  # Each list of dependencies, and the output that is taken from its members.
  dependencyLists = {
    depsBuildBuild = [ ];
    nativeBuildInputs = [ "nativeCheckInputs" "nativeInstallCheckInputs" ];
    depsBuildTarget = [ ];
    depsHostHost = [ ];
    buildInputs = [ "checkInputs" "installCheckInputs" ];
    depsTargetTarget = [ ];
    depsBuildBuildPropagated = [ ];
    propagatedNativeBuildInputs = [ ];
    depsBuildTargetPropagated = [ ];
    depsHostHostPropagated = [ ];
    propagatedBuildInputs = [ ];
    depsTargetTargetPropagated = [ ];
  };

  # Attributes that speak to mkDerivation and are no variables of the build.
  notVariables = [
    "meta"
    "passthru"
    "pos"
    "env"
    "checkInputs"
    "installCheckInputs"
    "nativeCheckInputs"
    "nativeInstallCheckInputs"
    "__contentAddressed"
    "__darwinAllowLocalNetworking"
    "__impureHostDeps"
    "__propagatedImpureHostDeps"
    "__structuredAttrs"
    "separateDebugInfo"
    "hardeningEnable"
    "hardeningDisable"
    "realBuilder"
  ];

  nameOf =
    attrs:
    if attrs ? name then
      lib.strings.sanitizeDerivationName attrs.name
    else if attrs ? pname && attrs ? version then
      assert lib.assertMsg (attrs.version != null) "The `version` attribute cannot be null.";
      lib.strings.sanitizeDerivationName "${attrs.pname}-${attrs.version}"
    else
      throw "mkDerivation: neither `name` nor both of `pname` and `version` are given";

  checkDependencies =
    attrs: list: where:
    lib.imap1 (
      i: dep:
      if isDerivation dep || dep == null || isString dep || builtins.isPath dep || dep ? outPath then
        dep
      else if builtins.isList dep then
        checkDependencies attrs dep "element ${toString i} of ${where}"
      else
        throw "Dependency is not of a valid type: element ${toString i} of ${where} for ${nameOf attrs}"
    ) list;

  dependenciesOf =
    attrs:
    builtins.mapAttrs (
      list: extra:
      let
        wanted = filter (
          name:
          if lib.hasSuffix "InstallCheckInputs" name || name == "installCheckInputs" then
            attrs.doInstallCheck or false
          else
            attrs.doCheck or false
        ) extra;
        all = (attrs.${list} or [ ]) ++ lib.concatMap (name: attrs.${name} or [ ]) wanted;
      in
      map lib.getDev (lib.flatten (checkDependencies attrs all list))
    ) dependencyLists;

  refuse =
    attrs:
    let
      asked = filter (name: (attrs.${name} or false) == true) [
        "__structuredAttrs"
        "__contentAddressed"
        "separateDebugInfo"
      ];
    in
    if asked == [ ] then
      { }
    else
      throw "mkDerivation `${nameOf attrs}`: the stand-in for nixpkgs does not have `${lib.concatStringsSep "`, `" asked}`; leave it out, or take nixpkgs itself as the input";

  # `env` holds plain variables only, and none that is an attribute already.
  checkEnv =
    attrs: derivationArgs:
    let
      env = attrs.env or { };
      overlap = attrNames (builtins.intersectAttrs env derivationArgs);
      isPlain = value: isString value || isBool value || isInt value || isDerivation value;
      bad = filter (name: !isPlain env.${name}) (attrNames env);
    in
    assert lib.assertMsg (isAttrs env && !isDerivation env) "`env` must be an attribute set of environment variables.";
    assert lib.assertMsg (overlap == [ ])
      "`env` may not repeat what is an attribute beside it: ${lib.concatStringsSep ", " overlap}";
    assert lib.assertMsg (bad == [ ])
      "`env` holds strings, booleans, integers and derivations only, and `${builtins.head bad}` is a ${typeOf env.${builtins.head bad}}";
    env;

  derivationArgs =
    attrs:
    let
      args =
        removeAttrs attrs notVariables
        // refuse attrs
        // dependenciesOf attrs
        // {
          name = nameOf attrs;
          builder = attrs.realBuilder or stdenv.shell;
          args = attrs.args or [
            "-e"
            (attrs.builder or "${stdenv}/default-builder.sh")
          ];
          inherit stdenv;
          inherit (stdenv) system;
          userHook = config.stdenv.userHook or null;
          __ignoreNulls = true;
          strictDeps = attrs.strictDeps or (config.strictDepsByDefault or false);
          configureFlags = attrs.configureFlags or [ ];
          patches = attrs.patches or [ ];
          doCheck = attrs.doCheck or (config.doCheckByDefault or false);
          doInstallCheck = attrs.doInstallCheck or (config.doCheckByDefault or false);
          outputs = attrs.outputs or [ "out" ];
        }
        // lib.optionalAttrs (attrs.enableParallelBuilding or (config.enableParallelBuildingByDefault or false)) {
          enableParallelBuilding = true;
          enableParallelChecking = attrs.enableParallelChecking or true;
          enableParallelInstalling = attrs.enableParallelInstalling or true;
        };
    in
    args // checkEnv attrs args;

  metaOf =
    attrs:
    let
      outputs = attrs.outputs or [ "out" ];
      given = attrs.meta or { };
      program = lib.findFirst (name: elem name outputs) (builtins.head outputs) [ "bin" "out" ];
      position = builtins.unsafeGetAttrPos "name" attrs;
      here = attrs.pos or (if given ? description then builtins.unsafeGetAttrPos "description" given else position);
    in
    {
      name = nameOf attrs;
      outputsToInstall = [ program ] ++ optionals (elem "man" outputs) [ "man" ];
    }
    // lib.optionalAttrs (here != null) { position = "${here.file}:${toString here.line}"; }
    // given
    // {
      available = (checkMeta attrs).valid;
      broken = given.broken or false;
      unfree = (checkMeta attrs).unfree;
      unsupported = (checkMeta attrs).unsupported;
      insecure = false;
    };

  build =
    overrideAttrs: attrs:
    let
      args = derivationArgs attrs;
      plain = derivation args;
      meta = metaOf attrs;
    in
    lib.extendDerivation (checkMeta attrs).handled (
      {
        inherit meta overrideAttrs;
        passthru = attrs.passthru or { };
        # Its closure is everything that the build needs; `nix-store -r` on it keeps that from being collected.
        inputDerivation = derivation (
          removeAttrs args [
            "allowedReferences"
            "allowedRequisites"
            "disallowedReferences"
            "disallowedRequisites"
            "outputHash"
            "outputHashAlgo"
            "outputHashMode"
          ]
          // {
            outputs = [ "out" ];
            name = "${args.name}-inputs";
            args = [
              "-c"
              ''
                export >"$out"
                for var in $passAsFile; do
                  pathVar="''${var}Path"
                  printf "%s" "$(</"''${!pathVar}")" >>"$out"
                done
              ''
            ];
          }
        );
      }
      // (attrs.passthru or { })
    ) plain;

  # `change` may be a set, `previous: set` or `final: previous: set`.
  mkDerivation =
    fnOrAttrs:
    let
      toAttrs = if lib.isFunction fnOrAttrs then fnOrAttrs else _: fnOrAttrs;
      final = toAttrs (final // { inherit finalPackage overrideAttrs; });
      overrideAttrs = change: mkDerivation (lib.extends (lib.toExtension change) toAttrs);
      finalPackage = build overrideAttrs final;
    in
    finalPackage;
in
mkDerivation
