# Quoting text for shells, Nix, XML, URLs and patterns: a part of nixpkgs' `lib.strings`.
{ lib }:
let
  inherit (builtins)
    filter
    match
    replaceStrings
    ;
  inherit (lib.strings)
    concatMapStringsSep
    fixedWidthString
    stringToCharacters
    toLower
    ;
  # The printable ASCII characters, tab, newline and carriage return, each with its code.
  asciiTable =
    builtins.listToAttrs (
      lib.lists.imap0 (i: name: {
        inherit name;
        value = i + 32;
      }) (stringToCharacters " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~")
    )
    // {
      "\t" = 9;
      "\n" = 10;
      "\r" = 13;
    };
  nixKeywords = [
    "assert"
    "else"
    "if"
    "in"
    "inherit"
    "let"
    "or"
    "rec"
    "then"
    "with"
  ];
in
rec {
  charToInt = c: asciiTable.${c};
  escape = list: replaceStrings list (map (c: "\\${c}") list);
  escapeC =
    list:
    replaceStrings list (
      map (c: "\\x${toLower (lib.strings.fixedWidthString 2 "0" (lib.trivial.toHexString (charToInt c)))}") list
    );
  escapeRegex = escape (stringToCharacters "\\[{()^$?*+|.");
  escapeXML = replaceStrings [ "\"" "'" "<" ">" "&" ] [ "&quot;" "&apos;" "&lt;" "&gt;" "&amp;" ];
  escapeURL =
    let
      plain = stringToCharacters "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";
      special = filter (c: !(builtins.elem c plain)) (builtins.attrNames asciiTable);
    in
    replaceStrings special (
      map (c: "%" + fixedWidthString 2 "0" (lib.trivial.toHexString asciiTable.${c})) special
    );
  # Quoted unless every character is safe as it stands.
  escapeShellArg =
    arg:
    let
      text = toString arg;
    in
    if match "[[:alnum:],._+:@%/-]+" text == null then
      "'${replaceStrings [ "'" ] [ "'\\''" ] text}'"
    else
      text;
  escapeShellArgs = concatMapStringsSep " " escapeShellArg;
  escapeNixString = text: escape [ "$" ] (builtins.toJSON text);
  escapeNixIdentifier =
    text:
    if match "[a-zA-Z_][a-zA-Z0-9_'-]*" text != null && !(builtins.elem text nixKeywords) then
      text
    else
      escapeNixString text;
}
