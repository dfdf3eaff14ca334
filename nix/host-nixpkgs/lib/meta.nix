# What a package says of itself: nixpkgs' `lib.meta`.
{ lib }:
rec {
  defaultPriority = 5;
  addMetaAttrs =
    newAttrs: drv:
    if drv ? overrideAttrs then
      drv.overrideAttrs (old: { meta = (old.meta or { }) // newAttrs; })
    else
      drv // { meta = (drv.meta or { }) // newAttrs; };
  dontDistribute = addMetaAttrs { hydraPlatforms = [ ]; };
  setName = name: drv: drv // { inherit name; };
  updateName = f: drv: drv // { name = f drv.name; };
  appendToName =
    suffix:
    updateName (
      name:
      let
        parsed = builtins.parseDrvName name;
        version = lib.strings.optionalString (parsed.version != "") "-${parsed.version}";
      in
      "${parsed.name}-${suffix}${version}"
    );
  setPrio = priority: addMetaAttrs { inherit priority; };
  lowPrio = setPrio 10;
  hiPrio = setPrio (-10);

  platformMatch =
    platform: pattern:
    if builtins.isString pattern then
      platform.system == pattern
    else
      lib.attrsets.matchAttrs pattern platform;
  availableOn =
    platform: pkg:
    ((!pkg ? meta.platforms) || builtins.any (platformMatch platform) pkg.meta.platforms)
    && builtins.all (pattern: !platformMatch platform pattern) (pkg.meta.badPlatforms or [ ]);

  # The main program of a package, absolute. Without meta.mainProgram the name is guessed, with a warning, as in nixpkgs.
  getExe =
    pkg:
    getExe' pkg (
      pkg.meta.mainProgram or (lib.trivial.warn
        "getExe: the package `${pkg.name}` has no `meta.mainProgram`, so its own name is taken for it; set it, or name the program with getExe'"
        (lib.strings.getName pkg)
      )
    );
  getExe' =
    pkg: program:
    assert lib.trivial.assertMsg (lib.attrsets.isDerivation pkg)
      "lib.meta.getExe': the first argument is a ${builtins.typeOf pkg} and no derivation";
    assert lib.trivial.assertMsg (builtins.isString program)
      "lib.meta.getExe': the second argument is a ${builtins.typeOf program} and no string";
    assert lib.trivial.assertMsg (builtins.match ".*/.*" program == null)
      "lib.meta.getExe': the second argument `${program}` is a path and not the name of a program";
    "${lib.attrsets.getBin pkg}/bin/${program}";

  licensesSpdx = lib.attrsets.mapAttrs' (_: license: lib.attrsets.nameValuePair license.spdxId license) (
    lib.attrsets.filterAttrs (_: license: license ? spdxId) lib.licenses
  );
  getLicenseFromSpdxId =
    id:
    getLicenseFromSpdxIdOr id (
      lib.trivial.warn "getLicenseFromSpdxId: no license has the SPDX identifier `${id}`" { shortName = id; }
    );
  getLicenseFromSpdxIdOr =
    id: default:
    let
      lower = lib.attrsets.mapAttrs' (name: lib.attrsets.nameValuePair (lib.strings.toLower name)) licensesSpdx;
    in
    lower.${lib.strings.toLower id} or default;
}
