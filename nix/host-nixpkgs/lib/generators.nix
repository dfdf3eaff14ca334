# Values as text: the functions of nixpkgs' `lib.generators` that flakes call.
{ lib }:
let
  inherit (builtins) isAttrs isList typeOf;
  inherit (lib.strings) concatStrings concatStringsSep escape;
in
rec {
  mkValueStringDefault =
    { }:
    value:
    if value == true then
      "true"
    else if value == false then
      "false"
    else if value == null then
      "null"
    else if builtins.isFloat value then
      lib.strings.floatToString value
    else if isList value || (isAttrs value && !lib.strings.isStringLike value) || lib.trivial.isFunction value then
      throw "generators.mkValueStringDefault: ${typeOf value} not supported: ${toPretty { } value}"
    else
      toString value;
  mkKeyValueDefault =
    {
      mkValueString ? mkValueStringDefault { },
    }:
    separator: key: value:
    "${escape [ separator ] key}${separator}${mkValueString value}";

  toKeyValue =
    {
      mkKeyValue ? mkKeyValueDefault { } "=",
      listsAsDuplicateKeys ? false,
      indent ? "",
    }:
    set:
    let
      line = key: value: "${indent}${mkKeyValue key value}\n";
      lines = key: value: if listsAsDuplicateKeys then map (line key) (lib.lists.toList value) else [ (line key value) ];
    in
    concatStrings (lib.lists.concatMap (key: lines key set.${key}) (builtins.attrNames set));
  toINI =
    {
      mkSectionName ? (name: escape [ "[" "]" ] name),
      mkKeyValue ? mkKeyValueDefault { } "=",
      listsAsDuplicateKeys ? false,
    }:
    sections:
    concatStringsSep "\n" (
      lib.attrsets.mapAttrsToList (
        name: values: "[${mkSectionName name}]\n" + toKeyValue { inherit mkKeyValue listsAsDuplicateKeys; } values
      ) sections
    );
  toJSON = { }: builtins.toJSON;
  toYAML = toJSON;

  toPretty =
    {
      allowPrettyValues ? false,
      multiline ? true,
      indent ? "",
    }:
    let
      go =
        indent: value:
        let
          gap = if multiline then "\n${indent}  " else " ";
          end = if multiline then "\n${indent}" else " ";
          inner = go (indent + "  ");
        in
        if builtins.isString value then
          lib.strings.escapeNixString value
        else if value == null || builtins.isBool value || builtins.isInt value || builtins.isFloat value then
          builtins.toJSON value
        else if builtins.isPath value then
          toString value
        else if isList value then
          if value == [ ] then "[ ]" else "[${gap}${concatStringsSep gap (map inner value)}${end}]"
        else if lib.trivial.isFunction value then
          "<function>"
        else if allowPrettyValues && value ? __pretty && value ? val then
          value.__pretty value.val
        else if value ? drvPath || lib.attrsets.isDerivation value then
          "<derivation ${value.name or "???"}>"
        else if value == { } then
          "{ }"
        else
          "{${gap}${
            concatStringsSep gap (
              lib.attrsets.mapAttrsToList (name: v: "${lib.strings.escapeNixIdentifier name} = ${inner v};") value
            )
          }${end}}";
    in
    go indent;
}
