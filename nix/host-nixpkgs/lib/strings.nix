# Functions over strings: nixpkgs' `lib.strings`.
{ lib }:
let
  inherit (builtins)
    concatStringsSep
    elemAt
    filter
    head
    isList
    isPath
    isString
    length
    match
    replaceStrings
    split
    stringLength
    substring
    ;
  inherit (lib.trivial) assertMsg;
  asciiLower = stringToCharacters "abcdefghijklmnopqrstuvwxyz";
  asciiUpper = stringToCharacters "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  stringToCharacters = text: builtins.genList (i: substring i 1 text) (stringLength text);
in
import ./escaping.nix { inherit lib; }
// rec {
  inherit stringToCharacters;
  lowerChars = asciiLower;
  upperChars = asciiUpper;

  concatStrings = concatStringsSep "";
  concatMapStrings = f: list: concatStrings (map f list);
  concatImapStrings = f: list: concatStrings (lib.lists.imap1 f list);
  concatMapStringsSep =
    separator: f: list:
    concatStringsSep separator (map f list);
  concatImapStringsSep =
    separator: f: list:
    concatStringsSep separator (lib.lists.imap1 f list);
  concatMapAttrsStringSep =
    separator: f: attrs:
    concatStringsSep separator (lib.attrsets.mapAttrsToList f attrs);
  concatLines = concatMapStrings (line: line + "\n");
  intersperse =
    separator: list:
    if list == [ ] || length list == 1 then
      list
    else
      builtins.tail (
        lib.lists.concatMap (x: [
          separator
          x
        ]) list
      );
  join = concatStringsSep;
  replicate = n: text: concatStrings (lib.lists.replicate n text);

  makeSearchPath =
    subDir: paths: concatStringsSep ":" (map (path: path + "/" + subDir) (filter (x: x != null) paths));
  makeSearchPathOutput =
    output: subDir: pkgs:
    makeSearchPath subDir (map (lib.attrsets.getOutput output) pkgs);
  makeLibraryPath = makeSearchPathOutput "lib" "lib";
  makeIncludePath = makeSearchPathOutput "dev" "include";
  makeBinPath = makeSearchPathOutput "bin" "bin";
  # Slashes in a row become one.
  normalizePath =
    text:
    assert assertMsg (!isPath text)
      "lib.strings.normalizePath: The argument (${toString text}) is a path value, but only strings are supported";
    concatStrings (map (part: if isList part then "/" else part) (split "/+" text));

  optionalString = condition: text: if condition then text else "";
  hasPrefix =
    prefix: text:
    assert assertMsg (!isPath prefix)
      "lib.strings.hasPrefix: The first argument (${toString prefix}) is a path value, but only strings are supported";
    substring 0 (stringLength prefix) text == prefix;
  hasSuffix =
    suffix: text:
    let
      n = stringLength text;
      m = stringLength suffix;
    in
    n >= m && substring (n - m) m text == suffix;
  hasInfix = infix: text: replaceStrings [ infix ] [ "" ] text != text || infix == "";
  removePrefix =
    prefix: text:
    if hasPrefix prefix text then substring (stringLength prefix) (-1) text else text;
  removeSuffix =
    suffix: text:
    if hasSuffix suffix text then
      substring 0 (stringLength text - stringLength suffix) text
    else
      text;

  isValidPosixName = name: match "[a-zA-Z_][a-zA-Z0-9_]*" name != null;
  toShellVar =
    name: value:
    assert assertMsg (isValidPosixName name) "toShellVar: ${name} is not a valid shell variable name";
    if builtins.isAttrs value && !isStringLike value then
      "declare -A ${name}=(${
        concatStringsSep " " (
          lib.attrsets.mapAttrsToList (n: v: "[${lib.strings.escapeShellArg n}]=${lib.strings.escapeShellArg v}") value
        )
      })"
    else if isList value then
      "declare -a ${name}=(${lib.strings.escapeShellArgs value})"
    else
      "${name}=${lib.strings.escapeShellArg value}";
  toShellVars = vars: concatStringsSep "\n" (lib.attrsets.mapAttrsToList toShellVar vars);

  toLower = replaceStrings asciiUpper asciiLower;
  toUpper = replaceStrings asciiLower asciiUpper;
  toSentenceCase = text: toUpper (substring 0 1 text) + toLower (substring 1 (-1) text);
  stringAsChars = f: text: concatStrings (map f (stringToCharacters text));
  addContextFrom = source: target: substring 0 0 source + target;

  splitString =
    separator: text:
    map (addContextFrom text) (
      filter isString (
        split (lib.strings.escapeRegex (builtins.unsafeDiscardStringContext separator)) (
          builtins.unsafeDiscardStringContext text
        )
      )
    );
  trim = trimWith {
    start = true;
    end = true;
  };
  trimWith =
    {
      start ? false,
      end ? false,
    }:
    text:
    let
      blank = "[ \t\r\n]*";
      pattern =
        if start && end then
          "${blank}(.*[^ \t\r\n])${blank}"
        else if start then
          "${blank}(.*)"
        else if end then
          "(.*[^ \t\r\n])${blank}"
        else
          "(.*)";
      found = match pattern text;
    in
    addContextFrom text (if found == null then "" else head found);
  commonPrefixLength =
    a: b:
    let
      limit = lib.trivial.min (stringLength a) (stringLength b);
      go =
        i:
        if i >= limit then
          limit
        else if substring i 1 a == substring i 1 b then
          go (i + 1)
        else
          i;
    in
    go 0;

  fixedWidthString =
    width: filler: text:
    let
      missing = width - stringLength text;
    in
    assert assertMsg (missing >= 0)
      "fixedWidthString: requested string length (${toString width}) must not be shorter than actual length (${toString (stringLength text)})";
    if missing == 0 then text else filler + fixedWidthString (width - 1) filler text;
  fixedWidthNumber = width: n: fixedWidthString width "0" (toString n);

  versionOlder = a: b: builtins.compareVersions b a == 1;
  versionAtLeast = a: b: !(versionOlder a b);
  getName =
    x: if isString x then (builtins.parseDrvName x).name else x.pname or (builtins.parseDrvName x.name).name;
  getVersion =
    x:
    if isString x then (builtins.parseDrvName x).version else x.version or (builtins.parseDrvName x.name).version;
  nameFromURL =
    url: separator:
    let
      file = lib.lists.last (splitString "/" url);
      name = head (splitString separator file);
    in
    assert name != file;
    name;

  enableFeature =
    on: feature:
    assert isString feature;
    "--${if on then "enable" else "disable"}-${feature}";
  enableFeatureAs =
    on: feature: value:
    enableFeature on feature + optionalString on "=${value}";
  withFeature =
    on: feature:
    assert isString feature;
    "--${if on then "with" else "without"}-${feature}";
  withFeatureAs =
    on: feature: value:
    withFeature on feature + optionalString on "=${value}";

  isStringLike = x: isString x || isPath x || x ? outPath || x ? __toString;
  isConvertibleWithToString =
    x:
    builtins.elem (builtins.typeOf x) [
      "path"
      "string"
      "null"
      "int"
      "float"
      "bool"
    ]
    || (isList x && builtins.all isConvertibleWithToString x)
    || x ? outPath
    || x ? __toString;
  isCoercibleToString = isStringLike;
  isStorePath =
    x:
    isStringLike x
    && (
      let
        text = toString x;
      in
      substring 0 1 text == "/" && dirOf text == builtins.storeDir
    );
  # Leading zeros are ambiguous (octal in many languages) and refused.
  toInt =
    text:
    let
      digits = match "[[:space:]]*(-?[[:digit:]]+)[[:space:]]*" text;
      zeros = match "[[:space:]]*-?0[[:digit:]]+[[:space:]]*" text;
    in
    if zeros != null then
      throw "toInt: Ambiguity in interpretation of ${lib.strings.escapeNixString text} between octal and zero padded integer."
    else if digits == null then
      throw "toInt: Could not convert ${lib.strings.escapeNixString text} to int."
    else
      builtins.fromJSON (head digits);
  toIntBase10 =
    text:
    let
      parts = match "[[:space:]]*0*(-?[[:digit:]]+)[[:space:]]*" text;
    in
    if parts == null then
      throw "toIntBase10: Could not convert ${lib.strings.escapeNixString text} to int."
    else
      builtins.fromJSON (head parts);
  # As JSON writes it, "~" in front where reading that back gives another number.
  floatToString =
    n:
    let
      text = builtins.toJSON n;
      precise = n == builtins.fromJSON text;
    in
    if precise then text else "~${text}";
  fileContents = file: removeSuffix "\n" (builtins.readFile file);
  readPathsFromFile =
    root: file:
    map (path: root + "/${path}") (
      filter (line: line != "" && !hasPrefix "#" line) (splitString "\n" (builtins.readFile file))
    );

  # The name of a store path holds these characters only, does not start with a dot, and has at most 207 bytes.
  sanitizeDerivationName =
    name:
    let
      text = builtins.unsafeDiscardStringContext (toString name);
      undotted = head (match "\\.*(.*)" text);
      parts = split "[^[:alnum:]+._?=-]+" undotted;
      clean = concatMapStrings (part: if isList part then "-" else part) parts;
      n = stringLength clean;
      short = substring (lib.trivial.max (n - 207) 0) (-1) clean;
    in
    if n <= 207 && clean == text && clean != "" then
      text
    else if short == "" then
      "unknown"
    else
      short;

  inherit (builtins)
    compareVersions
    concatStringsSep
    elem
    elemAt
    filter
    fromJSON
    head
    isList
    isString
    length
    match
    parseDrvName
    readFile
    replaceStrings
    split
    splitVersion
    storeDir
    stringLength
    substring
    tail
    toJSON
    typeOf
    unsafeDiscardStringContext
    ;
}
