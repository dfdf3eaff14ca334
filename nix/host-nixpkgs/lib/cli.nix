# Values as options of a command line: nixpkgs' `lib.cli`.
{ lib }:
rec {
  # Options of a GNU command line: { X = "PUT"; v = true; H = [ "a" "b" ]; }.
  toGNUCommandLine =
    {
      mkOptionName ? (name: if builtins.stringLength name == 1 then "-${name}" else "--${name}"),
      mkBool ? (name: value: lib.lists.optional value (mkOptionName name)),
      mkList ? (name: value: lib.lists.concatMap (mkOption name) value),
      mkOption ? (
        name: value:
        if value == null then
          [ ]
        else if optionValueSeparator == null then
          [
            (mkOptionName name)
            (lib.generators.mkValueStringDefault { } value)
          ]
        else
          [ "${mkOptionName name}${optionValueSeparator}${lib.generators.mkValueStringDefault { } value}" ]
      ),
      optionValueSeparator ? null,
    }:
    options:
    builtins.concatLists (
      lib.attrsets.mapAttrsToList (
        name: value:
        if builtins.isBool value then
          mkBool name value
        else if builtins.isList value then
          mkList name value
        else
          mkOption name value
      ) options
    );
  toGNUCommandLineShell = format: options: lib.strings.escapeShellArgs (toGNUCommandLine format options);
}
