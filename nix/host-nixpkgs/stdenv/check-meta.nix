# Takes mkDerivation's attributes, gives { valid, unfree, unsupported, handled }: whether nixpkgs would let it be built.
# `handled` is true or throws, and is asked for only when the derivation itself is.
{
  lib,
  config,
  stdenv,
}:
attrs:
let
  meta = attrs.meta or { };
  name = attrs.name or "${attrs.pname or "«name-missing»"}-${attrs.version or "«version-missing»"}";
  licences = lib.toList (meta.license or [ ]);
  broken = meta.broken or false;
  unfree = builtins.any (licence: !(licence.free or true)) licences;
  unsupported = !lib.meta.availableOn stdenv.hostPlatform { inherit meta; };
  allowUnfree = config.allowUnfree or false || (config.allowUnfreePredicate or (_: false)) attrs;

  # The first reason not to build the package, null where there is none.
  reason =
    if broken && !(config.allowBroken or false) then
      {
        text = "is marked as broken";
        key = "allowBroken";
      }
    else if unfree && !allowUnfree then
      {
        text = "has an unfree license (${toString (map (licence: licence.shortName or "unknown") licences)})";
        key = "allowUnfree";
      }
    else if unsupported && !(config.allowUnsupportedSystem or false) then
      {
        text = "is not for ${stdenv.hostPlatform.system}";
        key = "allowUnsupportedSystem";
      }
    else
      null;
in
{
  inherit unfree unsupported;
  valid = reason == null;
  handled =
    reason == null
    || throw "the package `${name}` ${reason.text}, so it is not built; `import nixpkgs { config.${reason.key} = true; }` allows it";
}
